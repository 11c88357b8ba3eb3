import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { openTestDatabase } from './database.ts'

describe('openTestDatabase()', () => {
  it('gives every caller an empty UTF-8 database of its own, migrated', async () => {
    await using one = await openTestDatabase(async (db) => {
      await sql`create table mark (day date, name text)`.execute(db)
    })
    await using other = await openTestDatabase()
    const encoding = await sql<{ server_encoding: string }>`show server_encoding`.execute(other.db)
    assert.equal(encoding.rows[0]?.server_encoding, 'UTF8')
    assert.deepEqual((await sql`select * from mark`.execute(one.db)).rows, [])
    await assert.rejects(sql`select * from mark`.execute(other.db), /does not exist/)
  })
})
