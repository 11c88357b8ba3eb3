import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<string, string | undefined, string>

/** Named fields of one subject that are blank in every revision. */
export interface RedactionTable {
  readonly id: Generated<number>
  readonly subject_type: string
  readonly subject_id: string
  /** Names of the graph's fields, sorted. */
  readonly fields: readonly string[]
  /** Keys of records beside the subject's own that say the same of it. */
  readonly related: readonly string[]
  /** Sources that held the subject. */
  readonly sources: readonly string[]
  /** Null where the redaction was copied from another hub, which keeps it to itself. */
  readonly reason: string | null
  readonly author: string | null
  /** The revision that the redaction made. */
  readonly revision: number
  readonly recorded_at: Instant
  /** Null while imports are held to it. */
  readonly lifted_at: string | null
  readonly lifted_by: string | null
  readonly lifted_because: string | null
}

/** Where this hub copies from; one row at most, none in a hub that imports by itself. */
export interface FollowingTable {
  readonly only_one: Generated<boolean>
  readonly url: string
  /** Sources that the copy holds, the whole of each. */
  readonly sources: readonly string[]
  /** The first revision that was copied; null before. */
  readonly earliest_revision: number | null
  /** The latest revision that was copied; null before the first. */
  readonly revision: number | null
  /** The latest redaction that was heard of, by its revision; copies made before it are void. 0 for none. */
  readonly void_before: Generated<number>
  readonly last_contact: string | null
  /** Since when the copy may lack something; null while it is known to be whole. */
  readonly behind_since: string | null
  /** When the next contact is to have been; past it, nobody follows any more. */
  readonly contact_due: string | null
}

/** The tables of redactions and of copies. */
export interface RedactionTables {
  redaction: RedactionTable
  following: FollowingTable
}
