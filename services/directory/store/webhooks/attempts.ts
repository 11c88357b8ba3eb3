import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** One attempt at one delivery. */
export interface Attempt {
  readonly webhookId: string
  readonly deliveryId: string
  readonly now: Date
}

/** The receiver has it: the delivery is over. */
export async function recordSuccess(db: Kysely<Tables>, attempt: Attempt): Promise<void> {
  await sql`
    with over as (delete from webhook_delivery where id = ${attempt.deliveryId}::bigint)
    update webhook set last_success_at = ${attempt.now.toISOString()}::timestamptz where id = ${attempt.webhookId}`.execute(
    db,
  )
}

/** What came of an attempt that failed. */
export interface Failure extends Attempt {
  readonly code: string
  readonly nextAttemptAt: Date
  /** When a delivery that fails for the first time now will be given up. */
  readonly giveUpAt: Date
}

/**
 * Notes a failure. A delivery whose time is over is dead, and those that it held back have waited long enough with it: each
 * is tried once more.
 *
 * @returns whether the delivery is dead
 */
export const recordFailure = (db: Kysely<Tables>, failure: Failure): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const { webhookId, deliveryId, code } = failure
    const [now, next, giveUp] = [failure.now, failure.nextAttemptAt, failure.giveUpAt].map(
      (instant) => instant.toISOString(),
    )
    await sql`
      update webhook set last_failure_at = ${now}::timestamptz, last_failure = ${code} where id = ${webhookId}`.execute(
      trx,
    )
    const { rows } = await sql<{ dead: boolean }>`
      update webhook_delivery set attempts = attempts + 1, failure = ${code},
        give_up_at = coalesce(give_up_at, ${giveUp}::timestamptz),
        next_attempt_at = least(${next}::timestamptz, coalesce(give_up_at, ${giveUp}::timestamptz)),
        dead_at = case when coalesce(give_up_at, ${giveUp}::timestamptz) <= ${now}::timestamptz then ${now}::timestamptz end
      where id = ${deliveryId}::bigint and dead_at is null
      returning dead_at is not null as dead`.execute(trx)
    const isDead = rows[0]?.dead ?? false
    if (isDead) await releaseThoseBehind(trx, deliveryId)
    return isDead
  })

async function releaseThoseBehind(db: Kysely<Tables>, deliveryId: string): Promise<void> {
  await sql`
    update webhook_delivery as behind set give_up_at = dead.give_up_at
    from webhook_delivery as dead
    where dead.id = ${deliveryId}::bigint and behind.webhook_id = dead.webhook_id and behind.dead_at is null
      and behind.subject_type = dead.subject_type and behind.subject_id = dead.subject_id
      and behind.give_up_at is null and behind.put_at <= dead.give_up_at`.execute(db)
}

/** The receiver says that it is gone for good: nothing more is sent until its caller resumes it; what waits is kept. */
export async function recordGone(db: Kysely<Tables>, { webhookId, now }: Attempt): Promise<void> {
  await sql`
    update webhook set paused_because = 'GONE', last_failure_at = ${now.toISOString()}::timestamptz, last_failure = 'HTTP_410'
    where id = ${webhookId} and paused_because is null`.execute(db)
}

/** What waits and what is dead, over all webhooks. */
export interface OutboxFigures {
  /** RFC 3339; null where nothing waits. */
  readonly oldestPutAt: string | null
  readonly waiting: number
  readonly dead: number
}

/** Paused webhooks are left out of what waits: nobody is to be woken for what somebody has stopped. */
export async function outboxFigures(db: Kysely<Tables>): Promise<OutboxFigures> {
  const { rows } = await sql<{ oldest: string | null; waiting: string; dead: string }>`
    select to_json(min(put_at) filter (where dead_at is null and paused_because is null)) #>> '{}' as oldest,
      count(*) filter (where dead_at is null and paused_because is null) as waiting,
      count(*) filter (where dead_at is not null) as dead
    from webhook_delivery join webhook on webhook.id = webhook_id`.execute(db)
  const { oldest = null, waiting = '0', dead = '0' } = rows[0] ?? {}
  return { oldestPutAt: oldest, waiting: Number(waiting), dead: Number(dead) }
}
