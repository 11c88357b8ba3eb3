import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Writes many entries without the indexes that are costly to add to, and makes these anew. Searches wait for the end of the
 * transaction.
 */
export async function withoutIndexes(
  trx: Transaction<Tables>,
  write: () => Promise<void>,
): Promise<void> {
  await sql`drop index search_entry_terms, search_entry_in_order, search_entry_sor_id`.execute(trx)
  await write()
  await sql`set local maintenance_work_mem = '256MB'`.execute(trx)
  await makeIndexes(trx)
  await sql`analyze search_entry`.execute(trx)
}

async function makeIndexes(trx: Transaction<Tables>): Promise<void> {
  // What waits in a list beside the index would be read by every search until somebody clears it away.
  await sql`create index search_entry_terms on search_entry using gin (terms) with (fastupdate = off)`.execute(
    trx,
  )
  await sql`create index search_entry_sor_id on search_entry (sor_id)`.execute(trx)
  await sql`create index search_entry_in_order on search_entry (status, level, length, folded, sor_id)`.execute(
    trx,
  )
}
