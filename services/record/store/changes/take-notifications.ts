import { type Kysely, sql, type Transaction } from 'kysely'
import type { Notification } from '../../domain/change.ts'
import type { Day } from '../../domain/coded.ts'
import type { Tables } from '../tables.ts'
import { followedCitizens } from './followed.ts'

/** The source of a change that stands for what may have been lost: a pull broke off, and took nobody knows what. */
export const UNKNOWN_CHANGE = 'unknown'

// 32,767 parameters are the most that one statement takes.
const ROWS_AT_ONCE = 5_000

/** Says that a pull begins: until it is stored, what it took may be lost. */
export async function beginPull(db: Kysely<Tables>, source: string): Promise<void> {
  await db
    .insertInto('pull')
    .values({ source, place: null, begun_at: sql`now()`, done_at: null })
    .onConflict((conflict) =>
      conflict
        .column('source')
        .doUpdateSet({ begun_at: sql`coalesce(pull.begun_at, excluded.begun_at)` }),
    )
    .execute()
}

/** What was pulled. */
export interface Pulled {
  readonly source: string
  readonly notifications: readonly Notification[]
  /** For notifications without a day of their own. */
  readonly today: Day
  /** Whether a pull before this one broke off: then something may have changed for everybody who is followed. */
  readonly isAfterBreak: boolean
}

/** Stores what was pulled, and that it is, in one transaction. Changes become visible in the order of their ids. */
export async function takeNotifications(db: Kysely<Tables>, pulled: Pulled): Promise<void> {
  const { source, notifications, today, isAfterBreak } = pulled
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('fundament record change', 0))`.execute(
      trx,
    )
    const lost = isAfterBreak ? await followedCitizens(trx) : []
    await insert(trx, [
      ...lost.map((cpr) => ({ cpr, source: UNKNOWN_CHANGE, changed_on: today })),
      ...notifications.map(({ changedOn, ...told }) => ({
        ...told,
        changed_on: changedOn ?? today,
      })),
    ])
    await trx
      .updateTable('pull')
      .set({ begun_at: null, done_at: sql`now()` })
      .where('source', '=', source)
      .execute()
  })
}

async function insert(
  trx: Transaction<Tables>,
  rows: readonly { readonly cpr: string; readonly source: string; readonly changed_on: string }[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await trx
      .insertInto('change')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
  }
}

/** Whether a pull has begun of which it is not known what became. */
export async function hasBrokenOff(db: Kysely<Tables>, source: string): Promise<boolean> {
  const row = await db
    .selectFrom('pull')
    .select('begun_at')
    .where('source', '=', source)
    .executeTakeFirst()
  return row !== undefined && row.begun_at !== null
}
