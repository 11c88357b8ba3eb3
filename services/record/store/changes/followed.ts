import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** How long a citizen is followed after that was last said; whoever follows says it again before. */
export const FOLLOWED_FOR_MS = 900_000

/** Has citizens followed for a while. */
export async function keepFollowed(db: Kysely<Tables>, citizens: readonly string[]): Promise<void> {
  const until = sql<string>`now() + ${FOLLOWED_FOR_MS} * interval '1 millisecond'`
  await db
    .insertInto('followed')
    .values([...new Set(citizens)].sort().map((cpr) => ({ cpr, until })))
    .onConflict((conflict) =>
      conflict.column('cpr').doUpdateSet({
        until: sql`greatest(followed.until, excluded.until)`,
      }),
    )
    .execute()
}

/** Everybody who is followed now, in one order. */
export async function followedCitizens(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('followed')
    .select('cpr')
    .where('until', '>', sql<string>`now()`)
    .orderBy('cpr')
    .execute()
  return rows.map(({ cpr }) => cpr)
}
