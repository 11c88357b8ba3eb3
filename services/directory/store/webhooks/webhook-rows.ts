import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import type { Webhook, WebhookFilter } from '../../domain/webhook/webhook.ts'
import type { WebhookTable } from '../tables/webhooks.ts'
import type { Tables } from '../tables.ts'

/** An instant as RFC 3339 writes it, in UTC. */
const instant = (column: string): RawBuilder<string | null> =>
  sql<string | null>`to_json(${sql.ref(column)}) #>> '{}'`

type Row = Omit<Selectable<WebhookTable>, 'caller' | 'secret' | 'former_secret'> & {
  readonly waiting: string
  readonly dead: string
  readonly next_attempt_at: string | null
}

/**
 * @param caller whose webhooks
 * @param id null for all of them
 * @returns the oldest first
 */
export async function webhooksOf(
  db: Kysely<Tables>,
  caller: string,
  id: string | null = null,
): Promise<readonly Webhook[]> {
  const { rows } = await sql<Row>`
    select w.id, w.url, w.organisations, w.under, w.message_types, w.paused_because, w.cursor_revision, w.cursor_ordinal,
      ${instant('w.created_at')} as created_at, ${instant('w.last_success_at')} as last_success_at,
      ${instant('w.last_failure_at')} as last_failure_at, w.last_failure, ${instant('w.former_until')} as former_until,
      waiting.count as waiting, dead.count as dead, ${instant('waiting.next_attempt_at')} as next_attempt_at
    from webhook as w
    cross join lateral (
      select count(*), min(next_attempt_at) as next_attempt_at from webhook_delivery
      where webhook_id = w.id and dead_at is null
    ) as waiting
    cross join lateral (
      select count(*) from webhook_delivery where webhook_id = w.id and dead_at is not null
    ) as dead
    where w.caller = ${caller} and (${id}::text is null or w.id = ${id})
    order by w.created_at, w.id`.execute(db)
  return rows.map(toWebhook)
}

const toWebhook = (row: Row): Webhook => ({
  id: row.id,
  url: row.url,
  organisations: row.organisations,
  under: row.under,
  messageTypes: row.message_types,
  createdAt: row.created_at,
  pausedBecause: row.paused_because,
  cursor: { revision: row.cursor_revision, ordinal: Number(row.cursor_ordinal) },
  lastSuccessAt: row.last_success_at,
  lastFailureAt: row.last_failure_at,
  lastFailure: row.last_failure,
  formerSecretUntil: row.former_until,
  waiting: Number(row.waiting),
  dead: Number(row.dead),
  nextAttemptAt: row.next_attempt_at,
})

/** A webhook that is to be kept. */
export interface NewWebhookRow extends WebhookFilter {
  readonly id: string
  readonly caller: string
  readonly url: string
  readonly secret: Buffer
  /** Null for the latest. */
  readonly afterRevision: number | null
  readonly now: Date
}

const LOCK = 7_462_955

/**
 * Keeps a webhook, unless its caller has as many as it may.
 *
 * @returns whether it was kept
 */
export const insertWebhook = (
  db: Kysely<Tables>,
  row: NewWebhookRow,
  mostPerCaller: number,
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    // Two that come at once would both count the same number.
    await sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${row.caller}))`.execute(trx)
    const { rows } = await sql`
      insert into webhook (id, caller, url, organisations, under, message_types, secret, cursor_revision, cursor_ordinal, created_at)
      select ${row.id}, ${row.caller}, ${row.url}, ${[...row.organisations]}::text[], ${[...row.under]}::text[],
        ${[...row.messageTypes]}::text[], ${row.secret},
        coalesce(${row.afterRevision}::int, (select max(number) from revision), 0), ${Number.MAX_SAFE_INTEGER}::bigint,
        ${row.now.toISOString()}::timestamptz
      where (select count(*) from webhook where caller = ${row.caller}) < ${mostPerCaller}
      returning id`.execute(trx)
    return rows.length > 0
  })

/** @returns whether there was one */
export async function deleteWebhook(db: Kysely<Tables>, { caller, id }: OwnedId): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('webhook')
    .where('caller', '=', caller)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** A webhook, and whose it must be. */
export interface OwnedId {
  readonly caller: string
  readonly id: string
}
