import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { Tables } from '../store/tables.ts'
import {
  clear,
  endpoint,
  file,
  importing,
  mailbox,
  openRegister,
  replacement,
  unit,
} from './import-harness.ts'

type Items = Parameters<typeof file>[0]['items']

describe('importFiles() records the changes of its revision', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  beforeEach(() => clear(register.db))
  after(() => register[Symbol.asyncDispose]())

  const sor = (on: string, ...items: Items) => importing(register, [file({ on, items })])
  const eer = (on: string, ...items: Items) =>
    importing(register, [
      file({ format: 'eer', on, items, speaksFor: ['mailbox', 'message-type', 'access-point'] }),
    ])

  const changesOf = async (revision: number): Promise<readonly string[]> => {
    const { rows } = await sql<{ change: string }>`
      select format('%s %s %s %s %s', ordinal, source, kind, subject_id, array_to_string(fields, ',')) as change
      from change where revision = ${revision} order by ordinal`.execute(register.db)
    return rows.map(({ change }) => change.trim())
  }

  it('as created where nothing was before', async () => {
    await sor('2026-01-10', unit('B'), unit('A'), mailbox('A', '5790000000001'))
    assert.deepEqual(await changesOf(1), [
      '1 sor-xml CREATED A',
      '2 sor-xml CREATED B',
      '3 sor-xml CREATED 5790000000001.0',
    ])
  })

  it('with the fields that differ on any day', async () => {
    await sor('2026-01-10', unit('A'), unit('B'))
    await sor('2026-02-01', unit('A', '2026-02-01..', { name: 'New' }), unit('B'))
    assert.deepEqual(await changesOf(2), ['1 sor-xml UPDATED A name,validFrom,validTo'])
    await sor(
      '2026-02-02',
      unit('A', '2026-02-01..', { name: 'New', parentId: 'B', cvr: '12345678' }),
      unit('B', '2020-01-01..2026-03-31'),
    )
    assert.deepEqual(await changesOf(3), [
      '1 sor-xml UPDATED A cvr,parent',
      '2 sor-xml CLOSED B validTo',
    ])
    await sor(
      '2026-02-03',
      unit('A', '2026-02-01..', { name: 'New', parentId: 'B', cvr: '12345678' }),
      unit('B'),
    )
    assert.deepEqual(await changesOf(4), ['1 sor-xml REOPENED B validTo'])
  })
  void [endpoint, replacement, eer]
})
