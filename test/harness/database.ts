import { createHash, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../infra/postgres/embedded.ts'
import { DISPOSABLE } from '../../infra/postgres/settings.ts'
import { openDatabase, type QueryEvent } from '../../services/kit/database.ts'
import { createLog } from '../../services/kit/log.ts'
import { Secret } from '../../services/kit/secret.ts'

/** A database of one test file; dropped when disposed. */
export interface TestDatabase<Tables> extends AsyncDisposable {
  readonly db: Kysely<Tables>
  readonly url: Secret
}

/** Where {@link openTestDatabase} looks for the server of the whole run. */
export const TEST_DATABASE_URL = 'FUNDAMENT_TEST_DATABASE_URL'

/**
 * Makes an empty database for one test file, and migrates it.
 *
 * @example
 * const database = await openTestDatabase<Tables>(migrate)
 * after(() => database[Symbol.asyncDispose]())
 */
export async function openTestDatabase<Tables>(
  migrate: (db: Kysely<Tables>) => Promise<void> = async () => {},
  options: { readonly onQuery?: (event: QueryEvent) => void } = {},
): Promise<TestDatabase<Tables>> {
  await using opening = new AsyncDisposableStack()
  const server = opening.use(await testServer())
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(server.url, `create database ${name} template template0`)
  opening.defer(() => administer(server.url, `drop database if exists ${name} with (force)`))
  const url = databaseUrl(server.url, name)
  const db = openDatabase<Tables>({ url, poolSize: 10, ...options })
  opening.defer(() => db.destroy())
  await migrate(db)
  const opened = opening.move()
  return { db, url, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/**
 * The PostgreSQL server of this test run: the one the gate names, else an embedded one of this checkout that stops
 * with its last user.
 */
export async function testServer(): Promise<{ readonly url: Secret } & AsyncDisposable> {
  const given = process.env[TEST_DATABASE_URL]
  if (given) return { url: new Secret(given), [Symbol.asyncDispose]: async () => {} }
  const checkout = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 12)
  return startEmbeddedPostgres({
    dataDir: join(tmpdir(), `fundament-test-${checkout}`),
    log: createLog({ level: 'warn' }),
    settings: DISPOSABLE,
  })
}

async function administer(url: Secret, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.reveal() })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function databaseUrl(server: Secret, name: string): Secret {
  const url = new URL(server.reveal())
  url.pathname = `/${name}`
  return new Secret(url.href)
}
