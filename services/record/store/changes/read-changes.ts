import { type Kysely, sql } from 'kysely'
import type { RecordChange } from '../../domain/change.ts'
import { instantOf } from '../instant-of.ts'
import type { Tables } from '../tables.ts'

/** Id of the last change; 0 before the first. */
export async function lastChange(db: Kysely<Tables>): Promise<string> {
  const row = await db
    .selectFrom('change')
    .select(sql<string>`coalesce(max(id), 0)`.as('last'))
    .executeTakeFirstOrThrow()
  return row.last
}

/** Changes of these citizens' records behind one, in order, `first` at most. */
export async function changesAfter(
  db: Kysely<Tables>,
  after: string,
  { citizens, first }: { readonly citizens: readonly string[]; readonly first: number },
): Promise<readonly RecordChange[]> {
  const rows = await db
    .selectFrom('change')
    .select(['id', 'cpr', 'source', 'changed_on', 'received_at'])
    .where('id', '>', after)
    .where(sql<boolean>`cpr = any(${[...citizens]})`)
    .orderBy('id')
    .limit(first)
    .execute()
  return rows.map(({ id, cpr, source, changed_on, received_at }) => ({
    ...{ id, cpr, source, changedOn: changed_on, receivedAt: instantOf(received_at) },
  }))
}

/** Forgets changes that came in longer ago, and who is followed no more. */
export async function forgetChanges(db: Kysely<Tables>, keptDays: number): Promise<void> {
  await db
    .deleteFrom('change')
    .where('received_at', '<', sql<string>`now() - ${keptDays} * interval '1 day'`)
    .execute()
  await db.deleteFrom('followed').where('until', '<', sql<string>`now()`).execute()
}
