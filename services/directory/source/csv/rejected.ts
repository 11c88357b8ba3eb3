import type { Rejection, RejectionRule } from '../../domain/statement/facts.ts'
import { rejection, showable } from '../../domain/statement/rejection.ts'

/** What is wrong with one value of a row. */
export interface Wrong {
  readonly rule: RejectionRule
  /** What the value is called, as in *Cannot take GLN "...": state*. */
  readonly noun: string
  readonly value: string
  readonly state: string
  /** What the row is about; null when that cannot be told. */
  readonly subject: Rejection['subject']
}

/** The rejection of a row for one of its values, with a message in the one grammar. */
export const rejected = (line: number, { noun, state, ...row }: Wrong): Rejection =>
  rejection({ ...row, line, message: `Cannot take ${noun} "${showable(row.value)}": ${state}` })
