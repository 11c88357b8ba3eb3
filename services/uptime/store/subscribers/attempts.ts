import { type Kysely, sql } from 'kysely'
import { TRIED_FOR_MS } from '../../domain/subscriber/retry.ts'
import type { Tables } from '../tables.ts'
import type { Subscriber } from './subscriber-rows.ts'

type Told = Pick<Subscriber, 'id' | 'cursor'>

/** What was told has arrived, or was not wanted: who was told goes on behind it. */
export async function moveCursor(
  db: Kysely<Tables>,
  { id, cursor }: Told,
  to: { readonly cursor: string; readonly toldAt: Date | null },
): Promise<void> {
  const toldAt = to.toldAt?.toISOString() ?? null
  await sql`
    update subscriber set cursor = ${to.cursor}::bigint, attempts = 0, failing_since = null, last_failure = null,
      last_success_at = coalesce(${toldAt}::timestamptz, last_success_at)
    where id = ${id} and cursor = ${cursor}::bigint`.execute(db)
}

/** The owner of an address has been asked. */
export async function recordAsked(db: Kysely<Tables>, id: string, now: Date): Promise<void> {
  await sql`
    update subscriber set asked_at = ${now.toISOString()}, attempts = 0, failing_since = null, last_failure = null
    where id = ${id}`.execute(db)
}

/**
 * An attempt has failed. A day after the first of them it was the last.
 *
 * @param failure.code a short word, without the address
 * @returns whether it has been given up
 */
export async function recordFailed(
  db: Kysely<Tables>,
  id: string,
  failure: { readonly code: string; readonly at: Date; readonly pauseMs: number },
): Promise<boolean> {
  const at = failure.at.toISOString()
  const dueAt = new Date(failure.at.getTime() + failure.pauseMs).toISOString()
  const longAgo = new Date(failure.at.getTime() - TRIED_FOR_MS).toISOString()
  const { rows } = await sql<{ ended: boolean }>`
    update subscriber set attempts = attempts + 1, failing_since = coalesce(failing_since, ${at}::timestamptz),
      last_failure = ${failure.code}, due_at = ${dueAt},
      ended_because = case when failing_since <= ${longAgo}::timestamptz then 'GIVEN_UP' end
    where id = ${id}
    returning ended_because is not null as ended`.execute(db)
  return rows[0]?.ended ?? false
}

/** The receiver said that it is gone: it is told no more. */
export async function recordGone(db: Kysely<Tables>, id: string): Promise<void> {
  await db
    .updateTable('subscriber')
    .set({ ended_because: 'GONE', last_failure: 'HTTP_410' })
    .where('id', '=', id)
    .execute()
}
