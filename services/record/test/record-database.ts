import type { Kysely } from 'kysely'
import { openTestDatabase } from '../../../test/harness/database.ts'
import { migrateToLatest, openDatabase } from '../../kit/database.ts'
import type { Secret } from '../../kit/secret.ts'
import { migrations } from '../store/migrations/migrations.ts'
import { SCHEMA, type Tables } from '../store/tables.ts'

/** A database of one test file with the tables of the record in it; dropped when disposed. */
export interface RecordDatabase extends AsyncDisposable {
  readonly db: Kysely<Tables>
  readonly url: Secret
}

/** @see RecordDatabase */
export async function openRecordDatabase(): Promise<RecordDatabase> {
  await using opening = new AsyncDisposableStack()
  const { url } = opening.use(await openTestDatabase<Tables>())
  const db = openDatabase<Tables>({ url, schema: SCHEMA })
  opening.defer(() => db.destroy())
  await migrateToLatest(db, migrations, { schema: SCHEMA })
  const opened = opening.move()
  return { db, url, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
