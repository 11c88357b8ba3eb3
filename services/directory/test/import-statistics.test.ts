import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { Tables } from '../store/tables.ts'
import { file, importing, openRegister, unit } from './import-harness.ts'

describe('importFiles()', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  after(() => register[Symbol.asyncDispose]())

  it('leaves the planner with the size of what it wrote', async () => {
    const items = Array.from({ length: 1_500 }, (_, index) => unit(`U${index}`))
    await importing(register, [file({ on: '2026-01-10', items })])
    const { rows } = await sql<{ rows: number }>`
      select reltuples::int as rows from pg_class where relname = 'organisation_version'`.execute(
      register.db,
    )
    assert.equal(rows[0]?.rows, 1_500)
  })
})
