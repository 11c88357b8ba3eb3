import { type Kysely, sql } from 'kysely'
import type { SubscriptionEnd, SubscriptionKind } from '../../domain/subscriber/subscription.ts'
import type { Tables } from '../tables.ts'

/** Somebody who is told, as kept. Instants are RFC 3339. */
export interface Subscriber {
  readonly id: string
  readonly kind: SubscriptionKind
  readonly caller: string | null
  readonly address: Buffer
  readonly secret: Buffer | null
  readonly services: readonly string[]
  readonly language: 'da' | 'en'
  readonly createdAt: string
  readonly askedAt: string | null
  readonly confirmedAt: string | null
  readonly endedBecause: SubscriptionEnd | null
  readonly cursor: string
  readonly dueAt: string
  readonly attempts: number
  readonly failingSince: string | null
  readonly lastSuccessAt: string | null
  readonly lastFailure: string | null
}

/** What is kept of somebody new. */
export interface NewSubscriber {
  readonly id: string
  readonly kind: SubscriptionKind
  readonly caller: string | null
  readonly address: Buffer
  readonly addressHash: Buffer
  readonly secret: Buffer | null
  readonly services: readonly string[]
  readonly language: 'da' | 'en'
  readonly now: Date
}

/** Every column, under the names of {@link Subscriber}. */
export const SUBSCRIBER = sql`
  id, kind, caller, address, secret, services, language, to_json(created_at) #>> '{}' as "createdAt",
  to_json(asked_at) #>> '{}' as "askedAt", to_json(confirmed_at) #>> '{}' as "confirmedAt",
  ended_because as "endedBecause", cursor, to_json(due_at) #>> '{}' as "dueAt", attempts,
  to_json(failing_since) #>> '{}' as "failingSince", to_json(last_success_at) #>> '{}' as "lastSuccessAt",
  last_failure as "lastFailure"`

// From now on: what has been is shown by the status page.
const LATEST = sql`(select coalesce(max(number), 0) from incident_event)`

/**
 * Keeps a webhook; one of the same caller at the same address is replaced, and begins anew.
 *
 * @returns false where the caller has as many as it may
 */
export async function putWebhook(
  db: Kysely<Tables>,
  row: NewSubscriber,
  mostPerCaller: number,
): Promise<boolean> {
  const { id, caller, address, addressHash, secret, services, language } = row
  const now = row.now.toISOString()
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`subscribers of ${caller}`}, 0))`.execute(
      trx,
    )
    await sql`
      delete from subscriber where kind = 'WEBHOOK' and caller = ${caller}
        and address_hash = ${addressHash}`.execute(trx)
    const { numAffectedRows } = await sql`
      insert into subscriber (id, kind, caller, address, address_hash, secret, services, language, created_at,
        confirmed_at, cursor, due_at)
      select ${id}, 'WEBHOOK', ${caller}, ${address}, ${addressHash}, ${secret}, ${[...services]}::text[], ${language},
        ${now}::timestamptz, ${now}::timestamptz, ${LATEST}, ${now}::timestamptz
      where (select count(*) from subscriber where caller = ${caller}) < ${mostPerCaller}`.execute(
      trx,
    )
    return (numAffectedRows ?? 0n) > 0n
  })
}

/** How many addresses may wait to be confirmed, and how soon one is asked again. */
export interface EmailTerms {
  readonly mostUnconfirmed: number
  readonly askAgainAfterMs: number
}

/**
 * Keeps an e-mail that waits to be confirmed. One that is confirmed stays as it is; one that waits is asked again, with what is
 * wanted now, if it was asked long enough ago.
 *
 * @returns false where too many wait
 */
export async function putEmail(
  db: Kysely<Tables>,
  row: NewSubscriber,
  { mostUnconfirmed, askAgainAfterMs }: EmailTerms,
): Promise<boolean> {
  const { id, caller, address, addressHash, services, language } = row
  const now = row.now.toISOString()
  const longAgo = new Date(row.now.getTime() - askAgainAfterMs).toISOString()
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('subscribers by e-mail', 0))`.execute(
      trx,
    )
    await sql`
      delete from subscriber where kind = 'EMAIL' and address_hash = ${addressHash}
        and (ended_because is not null or (confirmed_at is null and asked_at < ${longAgo}))`.execute(
      trx,
    )
    const { rows } = await sql<{ waiting: number; held: boolean }>`
      select count(*) filter (where confirmed_at is null)::int as waiting,
        coalesce(bool_or(address_hash = ${addressHash}), false) as held
      from subscriber where kind = 'EMAIL'`.execute(trx)
    const { waiting = 0, held = false } = rows[0] ?? {}
    if (held) return true
    if (waiting >= mostUnconfirmed) return false
    await sql`
      insert into subscriber (id, kind, caller, address, address_hash, services, language, created_at, cursor, due_at)
      values (${id}, 'EMAIL', ${caller}, ${address}, ${addressHash}, ${[...services]}::text[], ${language}, ${now},
        ${LATEST}, ${now})`.execute(trx)
    return true
  })
}

/** Those of a caller, the oldest first. */
export async function subscribersOf(
  db: Kysely<Tables>,
  caller: string,
): Promise<readonly Subscriber[]> {
  const { rows } = await sql<Subscriber>`
    select ${SUBSCRIBER} from subscriber where caller = ${caller} order by created_at, id`.execute(
    db,
  )
  return rows
}

/**
 * An e-mail is told from now on; again does nothing.
 *
 * @returns false where there is none of that id
 */
export async function confirmSubscriber(
  db: Kysely<Tables>,
  id: string,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update subscriber set confirmed_at = coalesce(confirmed_at, ${now.toISOString()}::timestamptz),
      cursor = case when confirmed_at is null then ${LATEST} else cursor end
    where id = ${id}`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Forgets somebody. @returns false where there is none of that id */
export async function deleteSubscriber(db: Kysely<Tables>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('subscriber')
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Forgets addresses that nobody has confirmed in time. */
export async function forgetUnconfirmed(db: Kysely<Tables>, before: Date): Promise<void> {
  await sql`
    delete from subscriber where confirmed_at is null and created_at < ${before.toISOString()}`.execute(
    db,
  )
}
