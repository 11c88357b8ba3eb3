import type { Kysely } from 'kysely'
import type { ChangePlace } from '../../domain/change.ts'
import type { Tables } from '../tables.ts'

/** Where one source of changes keeps what it has to find again. */
export const changePlace = (db: Kysely<Tables>, source: string): ChangePlace => ({
  read: async () => {
    const row = await db
      .selectFrom('pull')
      .select('place')
      .where('source', '=', source)
      .executeTakeFirst()
    return row?.place ?? null
  },
  write: async (place) => {
    await db
      .insertInto('pull')
      .values({ source, place, begun_at: null, done_at: null })
      .onConflict((conflict) => conflict.column('source').doUpdateSet({ place }))
      .execute()
  },
})
