import type { LocalDate } from './time/local-date.ts'

/** Who may see a source: everybody, or callers that hold a grant of the source's name. */
export type SourceVisibility = 'public' | 'restricted'

/** The register as a whole at one of its revisions. */
export interface RegisterState {
  /** The latest revision of all, whatever revision is looked at. */
  readonly latest: number
  /** The first revision that can be looked at: 1, or in a hub that follows another one the first that it copied. */
  readonly earliest: number
  /** RFC 3339, when the latest was recorded. */
  readonly recordedAt: string
  /**
   * The revision of the latest redaction, 0 where there is none. It blanks values in earlier revisions too, so that it is part
   * of whatever names an answer about one of them.
   */
  readonly redactedAt: number
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

/** @param grants names of restricted sources that the caller may see; the most trusted source comes first */
export const visibleSources = (
  { sources }: Pick<RegisterState, 'sources'>,
  grants: ReadonlySet<string>,
): readonly string[] =>
  sources
    .filter(({ name, visibility }) => visibility === 'public' || grants.has(name))
    .map(({ name }) => name)
