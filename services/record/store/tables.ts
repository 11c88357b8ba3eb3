import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<string, string, string>

/** When a source last answered as it should. */
export interface SourceHealthTable {
  readonly source: string
  readonly last_well: Instant
}

/** That something in a citizen's record changed. */
export interface ChangeTable {
  readonly id: Generated<string>
  readonly cpr: string
  readonly source: string
  readonly changed_on: string
  readonly received_at: ColumnType<string, string | undefined, never>
}

/** A citizen whose changes somebody follows, and until when that was last said. */
export interface FollowedTable {
  readonly cpr: string
  readonly until: Instant
}

/** How far a source of changes has been read. */
export interface PullTable {
  readonly source: string
  /** The source's own; see `ChangePlace`. */
  readonly place: string | null
  /** Since when a pull may have taken what was not stored; null where the last one was. */
  readonly begun_at: ColumnType<string | null, string | null, string | null>
  readonly done_at: ColumnType<string | null, string | null, string | null>
}

/** The tables of the record, in a schema of their own. Nothing clinical is in them. */
export interface Tables {
  readonly source_health: SourceHealthTable
  readonly change: ChangeTable
  readonly followed: FollowedTable
  readonly pull: PullTable
}

/** The PostgreSQL schema in which all of it lies. */
export const SCHEMA = 'record'
