import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Gives the import's own connection room to work: staging and joins of half a million rows stay in memory.
 * To be called before the transaction, on a connection that nothing else uses.
 */
export async function prepareSession(db: Kysely<Tables>): Promise<void> {
  await sql`set temp_buffers = '64MB'`.execute(db)
  await sql`set work_mem = '128MB'`.execute(db)
  await sql`set jit = off`.execute(db)
}
