import type { Readable } from 'node:stream'
import type { Secret } from '../../../kit/secret.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { RejectedRow } from '../../store/import/rejected-rows.ts'
import type { Visibility } from '../../store/tables.ts'
import type { Feed } from '../feed.ts'

/** A file to import, already out of its archive. */
export interface ImportInput {
  readonly name: string
  /** Opens the bytes anew from the start. */
  open(): Promise<Readable>
  /** The source that it belongs to; where absent, the one of the options, else the name of its format. */
  readonly source?: string
  /** Who may see that source. */
  readonly visibility?: Visibility
}

/** A file that is left out, and why. */
export interface SkippedInput {
  readonly name: string
  readonly reason: string
}

/** How to import. */
export interface ImportOptions {
  readonly source?: string
  /** For sources that are new, or to be changed; new ones are public where it is absent. */
  readonly visibility?: Visibility
  /** The day of files that do not say theirs. */
  readonly snapshotDate?: LocalDate
  /** Do everything, then leave the register as it was. */
  readonly dryRun?: boolean
  /** Take bytes that are known, an older day, and many closings. */
  readonly force?: boolean
  readonly columnOverrides?: ReadonlyMap<string, string>
  /** Read the persons of registers that hold any; without a number that is theirs. */
  readonly readsPersons?: boolean
  /** The sample: a source that steps aside for any other. */
  readonly isSample?: boolean
}

/** How far an import has come. */
export type ImportProgress =
  | { readonly phase: 'waiting' }
  | {
      readonly phase: 'reading'
      readonly file: string
      /** Of all files, out of their archives. */
      readonly bytesRead: number
      readonly bytesTotal: number
      readonly rows: number
    }
  | { readonly phase: 'comparing'; readonly source: string }
  | { readonly phase: 'recording' }

/** Rejected rows of one source, with the names of its files by number. */
export type RejectionSink = (
  rows: readonly RejectedRow[],
  files: readonly string[],
) => Promise<void>

/** One import: files in, at most one revision out. */
export interface ImportPlan {
  readonly url: Secret
  readonly inputs: readonly ImportInput[]
  /** What was named or found and is no file to read; for the report. */
  readonly skipped?: readonly SkippedInput[]
  readonly options?: ImportOptions
  /** Tells the format of a file by its beginning; null when none is known. */
  readonly feedFor: (head: string) => Feed | null
  readonly onProgress?: (progress: ImportProgress) => void
  /** Takes every rejected row. */
  readonly onRejections?: RejectionSink
  readonly signal?: AbortSignal
  /** The time of import. */
  readonly now?: Date
}
