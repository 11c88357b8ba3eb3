import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import type { OwnedId } from './webhook-rows.ts'

// Each gives whether the caller has such a webhook.

/** Stops what is told; what waits is kept. */
export async function pauseWebhook(db: Kysely<Tables>, { caller, id }: OwnedId): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook')
    .set({ paused_because: 'CALLER' })
    .where('caller', '=', caller)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Goes on telling; what waits has its full time again. */
export const resumeWebhook = (
  db: Kysely<Tables>,
  { caller, id }: OwnedId,
  now: Date,
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('webhook')
      .set({ paused_because: null })
      .where('caller', '=', caller)
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await sql`
      update webhook_delivery set attempts = 0, give_up_at = null, next_attempt_at = ${now.toISOString()}::timestamptz
      where webhook_id = ${id} and dead_at is null`.execute(trx)
    return true
  })

/** Puts the cursor behind a revision; what waits or is dead of later ones goes, for all of them come again. */
export const rewindWebhook = (
  db: Kysely<Tables>,
  { caller, id }: OwnedId,
  afterRevision: number,
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('webhook')
      .set({ cursor_revision: afterRevision, cursor_ordinal: Number.MAX_SAFE_INTEGER })
      .where('caller', '=', caller)
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await trx
      .deleteFrom('webhook_delivery')
      .where('webhook_id', '=', id)
      .where('revision', '>', afterRevision)
      .execute()
    return true
  })

/** Makes every dead letter a delivery that waits. */
export async function reviveDeadLetters(
  db: Kysely<Tables>,
  { caller, id }: OwnedId,
  now: Date,
): Promise<void> {
  await sql`
    update webhook_delivery set dead_at = null, give_up_at = null, attempts = 0, failure = null,
      next_attempt_at = ${now.toISOString()}::timestamptz, put_at = ${now.toISOString()}::timestamptz
    from webhook where webhook.id = webhook_id and webhook.caller = ${caller} and webhook_id = ${id} and dead_at is not null`.execute(
    db,
  )
}

/**
 * Takes a new secret; the one before it goes on signing for a while.
 *
 * @returns whether the caller has such a webhook
 */
export async function replaceSecret(
  db: Kysely<Tables>,
  { caller, id }: OwnedId,
  { secret, formerUntil }: { readonly secret: Buffer; readonly formerUntil: Date },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update webhook set former_secret = secret, former_until = ${formerUntil.toISOString()}::timestamptz, secret = ${secret}
    where caller = ${caller} and id = ${id}`.execute(db)
  return numAffectedRows > 0n
}
