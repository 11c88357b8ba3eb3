import type { InputFile } from '../feed.ts'

/** Something that was named or found and cannot be read as a file. */
export interface Skipped {
  readonly kind: 'skipped'
  readonly name: string
  readonly reason: string
}

/** @param reason for the report, in a few words */
export const skipped = (name: string, reason: string): Skipped => ({
  kind: 'skipped',
  name,
  reason,
})

/** Tells what was skipped from what can be read. */
export const isSkipped = (input: InputFile | Skipped): input is Skipped => 'kind' in input

/** Tells what can be read from what was skipped. */
export const isFile = (input: InputFile | Skipped): input is InputFile => !isSkipped(input)
