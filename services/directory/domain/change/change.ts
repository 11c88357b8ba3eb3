/**
 * What became of a record: `REMOVED` when its source says nothing of it any more, for no day; `CLOSED` when its open end was
 * closed, `REOPENED` when it was opened again; `REPLACED` when it got a successor; `REDACTED` when named fields were blanked.
 */
export type ChangeKind =
  | 'CREATED'
  | 'UPDATED'
  | 'CLOSED'
  | 'REOPENED'
  | 'REPLACED'
  | 'REMOVED'
  | 'REDACTED'

/** What a change is about. */
export type SubjectType = 'Organisation' | 'Endpoint' | 'Cluster'

/** A place in the feed: behind the change of that ordinal in that revision. Ordinals begin with 1 in each revision. */
export interface ChangePosition {
  readonly revision: number
  readonly ordinal: number
}

/** What one revision did to the record that one source holds of one subject. */
export interface Change extends ChangePosition {
  /** Counts from 1, without gaps, what the one who asks may see. */
  readonly sequence: number
  readonly source: string
  readonly kind: ChangeKind
  readonly subjectType: SubjectType
  /** SOR id, mailbox id or cluster id. */
  readonly subjectId: string
  /** Names of the graph's fields that differ, sorted; none for a record that came or went. */
  readonly fields: readonly string[]
  /** RFC 3339, in UTC: when the revision was recorded. */
  readonly recordedAt: string
}

/** Behind everything that a revision changed. */
export const behindRevision = (revision: number): ChangePosition => ({
  revision,
  ordinal: Number.MAX_SAFE_INTEGER,
})
