import type { Generated } from 'kysely'

/**
 * How one unit is found on some days, in some revisions, by some callers: its best version there, its place below others and
 * the addresses that count for it, folded into terms. At most one row of a unit holds a day, a revision and an audience.
 * Days and revisions are inclusive; an open end is `infinity` and {@link STANDING}, so that every bound is one comparison.
 */
export interface SearchEntryTable {
  readonly first_revision: number
  readonly last_revision: number
  readonly day_from: string
  readonly day_to: string
  /** 0 in force, 1 closed. */
  readonly status: number
  /** 0 owner, 1 institution, 2 unit. */
  readonly level: number
  readonly region: number | null
  /** Code of its type. */
  readonly type: string | null
  /** Characters of `folded`. */
  readonly length: number
  /** Restricted sources that its reader sees, as JSON, sorted; empty for those who see none. */
  readonly audience: string
  readonly sor_id: string
  /** The name as `fold_text` gives it. */
  readonly folded: string
  /** Words of the name, and facts behind a capital letter: see `terms.ts`. */
  readonly terms: string
}

/** Words that names in the register have ever had, folded; they are only added. */
export interface SearchWordTable {
  readonly id: Generated<string>
  readonly word: string
}

/** Up to which revision the search is written. */
export interface SearchStateTable {
  readonly only_one: Generated<boolean>
  readonly revision: number
  /** The restricted sources that hold units, as JSON, sorted: what the audiences are made of. */
  readonly restricted: string
}

/** Tables of the search. */
export interface SearchTables {
  search_entry: SearchEntryTable
  search_word: SearchWordTable
  search_state: SearchStateTable
}

/** `last_revision` of what stands in the latest. */
export const STANDING = 2_147_483_647
