import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { REDACTION_TARGETS } from './redaction-targets.ts'

const SWEPT: readonly string[] = [
  ...new Set(REDACTION_TARGETS.map(({ table }) => table.name)),
  ...['rejected_row', 'search_entry', 'search_word', 'ldap_origin_entry'],
]

/**
 * Takes what was blanked, or has been replaced, out of the pages of the tables and out of what the planner remembers of them.
 * Not to be called in a transaction.
 */
export async function sweepRedacted(db: Kysely<Tables>): Promise<void> {
  for (const name of SWEPT) await sql`vacuum (analyze) ${sql.table(name)}`.execute(db)
}
