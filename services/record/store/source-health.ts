import { type Kysely, sql } from 'kysely'
import type { SourceName } from '../domain/answer.ts'
import type { Instant } from '../domain/coded.ts'
import { instantOf } from './instant-of.ts'
import type { Tables } from './tables.ts'

/** When each source last answered as it should, as any process saw it. */
export async function lastWellOf(db: Kysely<Tables>): Promise<ReadonlyMap<SourceName, Instant>> {
  const rows = await db.selectFrom('source_health').select(['source', 'last_well']).execute()
  return new Map(rows.map((row) => [row.source as SourceName, instantOf(row.last_well)]))
}

/** Keeps them, where nothing later is kept. */
export async function saveLastWell(
  db: Kysely<Tables>,
  lastWell: ReadonlyMap<SourceName, Instant>,
): Promise<void> {
  if (lastWell.size === 0) return
  await db
    .insertInto('source_health')
    .values([...lastWell].map(([source, last_well]) => ({ source, last_well })))
    .onConflict((conflict) =>
      conflict.column('source').doUpdateSet({
        last_well: sql`greatest(source_health.last_well, excluded.last_well)`,
      }),
    )
    .execute()
}
