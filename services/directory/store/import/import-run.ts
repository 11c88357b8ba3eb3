import type { FactKind } from '../../domain/statement/facts.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'

/** One snapshot of one source on its way into the register. */
export interface ImportRun {
  readonly source: string
  readonly format: string
  /** The day of which the snapshot speaks. */
  readonly day: LocalDate
  /** The revision that is being made. */
  readonly revision: number
  /** Kinds of fact that end when the snapshot no longer states them; none in a delta. */
  readonly speaksFor: ReadonlySet<FactKind>
}
