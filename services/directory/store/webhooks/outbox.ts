import { type Kysely, sql } from 'kysely'
import type { Change, ChangePosition } from '../../domain/change/change.ts'
import type { WebhookFilter } from '../../domain/webhook/webhook.ts'
import type { Tables } from '../tables.ts'

/** A webhook that is being told, as the one who delivers needs it. */
export interface ToldWebhook extends WebhookFilter {
  readonly id: string
  readonly caller: string
  readonly url: string
  readonly secret: Buffer
  /** Signs too; null where there is none, or its time is over. */
  readonly formerSecret: Buffer | null
  readonly cursor: ChangePosition
}

/** Every webhook that is not paused. */
export async function toldWebhooks(db: Kysely<Tables>, now: Date): Promise<readonly ToldWebhook[]> {
  const rows = await db
    .selectFrom('webhook')
    .select(['id', 'caller', 'url', 'organisations', 'under', 'message_types', 'secret'])
    .select(['cursor_revision', 'cursor_ordinal'])
    .select(
      sql<Buffer | null>`case when former_until > ${now.toISOString()}::timestamptz then former_secret end`.as(
        'former_secret',
      ),
    )
    .where('paused_because', 'is', null)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, caller: row.caller, url: row.url },
    ...{ organisations: row.organisations, under: row.under, messageTypes: row.message_types },
    ...{ secret: row.secret, formerSecret: row.former_secret },
    cursor: { revision: row.cursor_revision, ordinal: Number(row.cursor_ordinal) },
  }))
}

/** Deliveries of a webhook that wait. */
export async function waitingCount(db: Kysely<Tables>, webhookId: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from webhook_delivery where webhook_id = ${webhookId} and dead_at is null`.execute(
    db,
  )
  return Number(rows[0]?.count ?? 0)
}

/** What is to be sent of a change. */
export interface NewDelivery {
  readonly change: Change
  readonly event: string
}

/**
 * Puts deliveries into the outbox and the cursor behind the changes that were looked at, both or neither.
 *
 * @returns false where the cursor has been put elsewhere since it was read, and nothing is written
 */
export const putDeliveries = (
  db: Kysely<Tables>,
  webhook: Pick<ToldWebhook, 'id' | 'cursor'>,
  put: {
    readonly deliveries: readonly NewDelivery[]
    readonly cursor: ChangePosition
    readonly now: Date
  },
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('webhook')
      .set({ cursor_revision: put.cursor.revision, cursor_ordinal: put.cursor.ordinal })
      .where('id', '=', webhook.id)
      .where('cursor_revision', '=', webhook.cursor.revision)
      .where('cursor_ordinal', '=', String(webhook.cursor.ordinal))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    if (put.deliveries.length === 0) return true
    const at = put.now.toISOString()
    const rows = put.deliveries.map(({ change, event }) => ({
      ...{ webhook_id: webhook.id, revision: change.revision, ordinal: change.ordinal },
      ...{ subject_type: change.subjectType, subject_id: change.subjectId, event },
      ...{ event_name: `${change.subjectType}.${change.kind}`, next_attempt_at: at, put_at: at },
    }))
    await trx
      .insertInto('webhook_delivery')
      .values(rows)
      .onConflict((on) => on.doNothing())
      .execute()
    return true
  })

/** A delivery whose time has come. */
export interface DueDelivery {
  readonly id: string
  readonly event: string
  readonly eventName: string
  readonly attempts: number
}

/**
 * The deliveries of a webhook that are due, the oldest change first. Of each subject only the first that waits is among them,
 * so that no later one overtakes it.
 *
 * @param now attempts that are to come later are left out
 */
export async function dueDeliveries(
  db: Kysely<Tables>,
  webhookId: string,
  { now, most }: { readonly now: Date; readonly most: number },
): Promise<readonly DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    select id, event, event_name as "eventName", attempts from (
      select distinct on (subject_type, subject_id) * from webhook_delivery
      where webhook_id = ${webhookId} and dead_at is null
      order by subject_type, subject_id, revision, ordinal
    ) as head
    where next_attempt_at <= ${now.toISOString()}::timestamptz
    order by revision, ordinal limit ${most}`.execute(db)
  return rows
}
