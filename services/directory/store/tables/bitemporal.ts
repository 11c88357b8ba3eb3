import type { Generated } from 'kysely'

/**
 * The two times on every fact. Validity: `valid_from`..`valid_to`, both inclusive, null when open. Knowledge: the fact
 * stands in the revisions `first_revision`..`last_revision`, both inclusive, null while it stands in the latest.
 * `source` and `track` name the thing whose periods never overlap within one revision.
 * Days stay text, `YYYY-MM-DD`: a `Date` shifts with the time zone.
 */
export interface BitemporalColumns {
  readonly id: Generated<string>
  readonly source: string
  readonly track: string
  readonly valid_from: string
  readonly valid_to: string | null
  readonly first_revision: number
  readonly last_revision: number | null
  /** Digest of the payload; equal digests are equal facts. */
  readonly hash: string
}
