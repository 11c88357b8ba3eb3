import type { FactKind, RejectionRule } from '../domain/statement/facts.ts'
import type { LocalDate } from '../domain/time/local-date.ts'
import type { RefusalRule } from '../errors/importing.ts'
import type { Outcome } from '../store/import/outcomes.ts'

/** How many things, by what became of them; a kind that a file does not hold is absent. */
export type Outcomes = Readonly<Record<Outcome, number>>

/** What one file brought. */
export interface FileReport {
  readonly name: string
  readonly format: string
  /** Facts that it states. */
  readonly rows: number
  readonly rejected: number
  readonly outcomes: ReadonlyMap<FactKind, Outcomes>
  /** Elements or columns that no one knows, by name, with how often they were met. */
  readonly unknown: ReadonlyMap<string, number>
}

/** A rejected row, as a report shows it. */
export interface ReportedRejection {
  readonly file: string
  readonly line: number
  readonly rule: RejectionRule
  readonly value: string
  readonly message: string
}

/** What one source brought. */
export interface SourceReport {
  readonly name: string
  readonly day: LocalDate
  /** `known`: the same bytes as last time; `same`: other bytes that say the same of the same day. */
  readonly state: 'changed' | 'same' | 'known'
  readonly files: readonly FileReport[]
  /** With what no file states any more, so more can be closed here than in the files together. */
  readonly outcomes: ReadonlyMap<FactKind, Outcomes>
  readonly rejected: number
  /** The first of the rejected rows. */
  readonly rejections: readonly ReportedRejection[]
  /** In force on the day. */
  readonly organisations: number
  readonly endpoints: number
}

/** What an import did. */
export interface ImportReport {
  /** `dry-run`: it would have been recorded. `refused`: the register is as it was. */
  readonly outcome: 'recorded' | 'unchanged' | 'dry-run' | 'refused'
  /** Of the revision that was made; null when none was. */
  readonly revision: number | null
  readonly refusal: { readonly rule: RefusalRule; readonly message: string } | null
  readonly sources: readonly SourceReport[]
  /** Samples that made room. */
  readonly steppedAside: readonly string[]
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
  readonly seconds: number
  /** Of this process, at its highest. */
  readonly peakMemoryBytes: number
}

/** How many rejected rows a report shows; a sink takes them all. */
export const SHOWN_REJECTIONS = 20
