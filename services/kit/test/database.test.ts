import assert from 'node:assert/strict'
import { finished } from 'node:stream/promises'
import { after, before, describe, it } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { from as copyFrom } from 'pg-copy-streams'
import { openTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import {
  checkServer,
  DatabaseUnavailable,
  DatabaseUnfit,
  migrateToLatest,
  openDatabase,
  openSession,
  type QueryEvent,
} from '../database.ts'
import { Secret } from '../secret.ts'

interface Tables {
  readonly mark: { readonly name: string }
}

describe('database', () => {
  const events: QueryEvent[] = []
  let database: TestDatabase<Tables>
  before(async () => {
    database = await openTestDatabase<Tables>(undefined, { onQuery: (event) => events.push(event) })
    await sql`create table mark (name text)`.execute(database.db)
  })
  after(() => database[Symbol.asyncDispose]())

  it('openDatabase() gives dates, times and long integers as text, times in UTC', async () => {
    const { rows } = await sql`
      select date '2024-02-29' as day, timestamptz '2024-01-01T12:00:00+02' as at,
             9007199254740993::bigint as long, 1 as short`.execute(database.db)
    assert.deepEqual(rows, [
      { day: '2024-02-29', at: '2024-01-01 10:00:00+00', long: '9007199254740993', short: 1 },
    ])
  })

  it('openDatabase() tells of every statement, and of no parameter', async () => {
    events.length = 0
    await database.db.selectFrom('mark').select('name').where('name', '=', 'private').execute()
    await assert.rejects(sql`select nothing`.execute(database.db))
    assert.deepEqual(
      events.map(({ sql: text, error }) => [text, error !== undefined]),
      [
        ['select "name" from "mark" where "name" = $1', false],
        ['select nothing', true],
      ],
    )
    assert.ok(!JSON.stringify(events).includes('private'))
  })

  it('openDatabase() cancels a statement that takes too long', async () => {
    const db = openDatabase({ url: database.url, statementTimeoutMs: 50 })
    await assert.rejects(sql`select pg_sleep(5)`.execute(db), /statement timeout/)
    await db.destroy()
  })

  it('openDatabase() plans a statement once for each connection when it is to prepare', async () => {
    const db = openDatabase<Tables>({ url: database.url, poolSize: 1, prepared: true })
    const count = (text: string) =>
      sql<{ count: string }>`
        select count(*) from pg_prepared_statements where statement = ${text}`.execute(db)
    for (const name of ['one', 'two']) {
      await db.selectFrom('mark').select('name').where('name', '=', name).execute()
    }
    const { rows } = await count('select "name" from "mark" where "name" = $1')
    assert.deepEqual(rows, [{ count: '1' }])
    await db.destroy()
  })

  it('openSession() copies inside a transaction', async () => {
    await using session = await openSession<Tables>({ url: database.url })
    const copyThenFail = session.db.transaction().execute(async (transaction) => {
      const copy = session.client.query(copyFrom('copy mark from stdin'))
      copy.end('a\nb\n')
      await finished(copy)
      assert.equal((await transaction.selectFrom('mark').selectAll().execute()).length, 2)
      throw new RangeError('enough')
    })
    await assert.rejects(copyThenFail, /enough/)
    assert.deepEqual(await session.db.selectFrom('mark').selectAll().execute(), [])
  })

  it('checkServer() passes a UTF-8 server and refuses another encoding', async () => {
    await checkServer(database.db)
    await sql`create database latin template template0 encoding 'LATIN1' locale 'C' locale_provider 'libc'`.execute(
      database.db,
    )
    const url = new URL(database.url.reveal())
    url.pathname = '/latin'
    const db = openDatabase({ url: new Secret(url.href) })
    await assert.rejects(checkServer(db), /Cannot use database of encoding "LATIN1"/)
    await db.destroy()
    await sql`drop database latin`.execute(database.db)
  })

  it('checkServer() says that a server does not answer, without its password', async () => {
    const db = openDatabase({ url: new Secret('postgres://u:hidden@127.0.0.1:1/x') })
    await assert.rejects(checkServer(db), (error: Error) => {
      assert.ok(error instanceof DatabaseUnfit)
      return /does not answer/.test(error.message) && !error.message.includes('hidden')
    })
    await db.destroy()
  })

  it('openDatabase() says that there is no connection, without its password', async () => {
    const db = openDatabase({ url: new Secret('postgres://u:hidden@127.0.0.1:1/x') })
    await assert.rejects(sql`select 1`.execute(db), (error: Error) => {
      assert.ok(error instanceof DatabaseUnavailable)
      return !error.message.includes('hidden')
    })
    await db.destroy()
  })

  it('migrateToLatest() runs each migration once for two processes at once', async () => {
    const migrations = {
      '001': {
        up: (db: Kysely<unknown>) => sql`create table once (n int)`.execute(db).then(() => {}),
      },
      '002': {
        up: (db: Kysely<unknown>) => sql`insert into once values (1)`.execute(db).then(() => {}),
      },
    }
    const other = openDatabase<Tables>({ url: database.url })
    await Promise.all([
      migrateToLatest(database.db, migrations),
      migrateToLatest(other, migrations),
    ])
    await other.destroy()
    assert.deepEqual((await sql`select n from once`.execute(database.db)).rows, [{ n: 1 }])
  })
})
