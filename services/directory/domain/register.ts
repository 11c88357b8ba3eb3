import type { LocalDate } from './time/local-date.ts'

/** Who may see a source: everybody, or callers that hold a grant of the source's name. */
export type SourceVisibility = 'public' | 'restricted'

/** The register as a whole at one of its revisions. */
export interface RegisterState {
  /** The latest revision of all, whatever revision is looked at. */
  readonly latest: number
  /** RFC 3339, when the latest was recorded. */
  readonly recordedAt: string
  /** The most trusted first. */
  readonly sources: readonly SourceState[]
}

/** One source, with the newest snapshot of it that the revision looked at holds. */
export interface SourceState {
  readonly name: string
  readonly visibility: SourceVisibility
  /** Null where it has delivered nothing up to that revision. */
  readonly snapshot: SnapshotState | null
}

/** What a source delivered last. */
export interface SnapshotState {
  readonly date: LocalDate
  readonly revision: number
  /** Units and mailboxes in force on the snapshot's day, and rows left out. */
  readonly organisations: number
  readonly endpoints: number
  readonly rejected: number
}
