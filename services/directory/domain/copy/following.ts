/** `IN_STEP`: as its source was at the last contact. `BEHIND`: cut off, or about to catch up. */
export type FollowingState = 'IN_STEP' | 'BEHIND'

/** That this hub is a copy of another one, and how old it is. */
export interface Following {
  readonly url: string
  /** The latest revision that was copied; null before the first. */
  readonly revision: number | null
  /** The first revision that was copied; what was known earlier cannot be asked here. */
  readonly earliestRevision: number | null
  /** RFC 3339, in UTC; null before the first. */
  readonly lastContact: string | null
  /** Since when something may be missing here; null while in step. */
  readonly behindSince: string | null
  readonly state: FollowingState
}
