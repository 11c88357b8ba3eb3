import type { Kysely } from 'kysely'
import { openTestDatabase } from '../../../test/harness/database.ts'
import { migrateToLatest, openDatabase } from '../../kit/database.ts'
import { migrations } from '../store/migrations/migrations.ts'
import { SCHEMA, type Tables } from '../store/tables.ts'

/** A database of one test file with the tables of uptime in it; dropped when disposed. */
export async function openUptimeDatabase(): Promise<{ db: Kysely<Tables> } & AsyncDisposable> {
  await using opening = new AsyncDisposableStack()
  const database = opening.use(await openTestDatabase<Tables>())
  const db = openDatabase<Tables>({ url: database.url, schema: SCHEMA })
  opening.defer(() => db.destroy())
  await migrateToLatest(db, migrations, { schema: SCHEMA })
  const opened = opening.move()
  return { db, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
