import { type Kysely, sql } from 'kysely'
import { type DatabaseOptions, openSession } from '../../../kit/database.ts'
import { lockImports } from '../import/revisions.ts'
import { prepareSession } from '../import/session-settings.ts'
import type { Tables } from '../tables.ts'
import { refreshSearch } from './refresh.ts'

/**
 * Brings the search to the latest revision where it stands at an earlier one: in a register that is older than the search.
 * An import does so by itself. Waits for an import that is under way.
 */
export async function catchUpSearch(db: Kysely<Tables>, options: DatabaseOptions): Promise<void> {
  if (!(await isBehind(db))) return
  await using session = await openSession<Tables>({ ...options, statementTimeoutMs: 0 })
  await prepareSession(session.db)
  await session.db.transaction().execute(async (trx) => {
    await lockImports(trx, () => {})
    await refreshSearch(trx)
  })
}

async function isBehind(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ is_behind: boolean }>`
    select exists (
      select from revision where number > coalesce((select revision from search_state), 0)
    ) as is_behind`.execute(db)
  return rows[0]?.is_behind ?? false
}
