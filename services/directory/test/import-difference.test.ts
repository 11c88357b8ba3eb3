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
  mailboxRows,
  openRegister,
  unit,
  unitRows,
} from './import-harness.ts'

describe('importFiles()', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  beforeEach(() => clear(register.db))
  after(() => register[Symbol.asyncDispose]())

  const sor = (on: string, ...items: Parameters<typeof file>[0]['items']) => [file({ on, items })]

  it('records what the first snapshot says, with its own days', async () => {
    const report = await importing(
      register,
      sor(
        '2026-01-10',
        unit('A', '2010-01-01..2019-12-31', { name: 'Old' }),
        unit('A', '2020-01-01..', { name: 'New' }),
        unit('B', '2021-05-05..2026-12-31', { parentId: 'A' }),
        mailbox('A', '579'),
      ),
    )
    assert.equal(report.outcome, 'recorded')
    assert.equal(report.revision, 1)
    assert.deepEqual(await unitRows(register.db, 1), [
      'A 2010-01-01..2019-12-31 Old',
      'A 2020-01-01.. New',
      'B 2021-05-05..2026-12-31 Unit B < A',
    ])
    assert.deepEqual(await mailboxRows(register.db, 1), ['A 2020-01-01.. A 579 ACTIVE'])
    const [source] = report.sources
    assert.equal(source?.organisations, 2)
    assert.equal(source?.endpoints, 1)
    assert.equal(source?.outcomes.get('organisation')?.created, 2)
  })

  it('touches no row that stands', async () => {
    const marks = async () =>
      (
        await sql<{ mark: string }>`
        select id || ' ' || xmin || ' ' || ctid::text as mark from organisation_version where track = 'B'`.execute(
          register.db,
        )
      ).rows
    await importing(register, sor('2026-01-10', unit('A'), unit('B')))
    const first = await marks()
    const report = await importing(
      register,
      sor('2026-01-11', unit('B'), unit('A', '2026-01-11..', { name: 'New' })),
    )
    assert.deepEqual(await marks(), first)
    const outcomes = report.sources[0]?.outcomes.get('organisation')
    assert.equal(outcomes?.unchanged, 1)
    assert.equal(outcomes?.updated, 1)
  })

  it('keeps history that a later snapshot no longer states', async () => {
    await importing(register, sor('2026-01-10', unit('A', '2010-01-01..', { name: 'Old' })))
    await importing(register, sor('2026-02-01', unit('A', '2026-01-20..', { name: 'New' })))
    assert.deepEqual(await unitRows(register.db, 1), ['A 2010-01-01.. Old'])
    assert.deepEqual(await unitRows(register.db, 2), [
      'A 2010-01-01..2026-01-19 Old',
      'A 2026-01-20.. New',
    ])
  })

  it('closes what vanished on the day before the snapshot, and drops what had not begun', async () => {
    await importing(register, sor('2026-01-10', unit('A'), unit('B'), unit('F', '2026-06-01..')))
    const report = await importing(register, sor('2026-02-01', unit('A')))
    assert.deepEqual(await unitRows(register.db, 2), [
      'A 2020-01-01.. Unit A',
      'B 2020-01-01..2026-01-31 Unit B',
    ])
    assert.deepEqual(await unitRows(register.db, 1), [
      'A 2020-01-01.. Unit A',
      'B 2020-01-01.. Unit B',
      'F 2026-06-01.. Unit F',
    ])
    assert.equal(report.sources[0]?.outcomes.get('organisation')?.closed, 2)
    assert.equal(report.sources[0]?.files[0]?.outcomes.get('organisation')?.closed, 0)
  })

  it('leaves an end that was announced as it was when the unit is gone', async () => {
    await importing(register, sor('2026-01-10', unit('A'), unit('B', '2020-01-01..2026-01-20')))
    await importing(register, sor('2026-02-01', unit('A')))
    assert.deepEqual(await unitRows(register.db, 2), await unitRows(register.db, 1))
  })

  it('reopens', async () => {
    await importing(register, sor('2026-01-10', unit('A'), unit('B')))
    await importing(register, sor('2026-02-01', unit('A')))
    const report = await importing(register, sor('2026-03-01', unit('A'), unit('B')))
    assert.deepEqual(await unitRows(register.db, 3), await unitRows(register.db, 1))
    assert.equal(report.sources[0]?.outcomes.get('organisation')?.reopened, 1)
  })

  it('makes no revision of the same bytes, nor of other bytes that say the same', async () => {
    await importing(register, sor('2026-01-10', unit('A'), unit('B')))
    const same = await importing(register, sor('2026-01-10', unit('A'), unit('B')))
    assert.equal(same.outcome, 'unchanged')
    assert.equal(same.sources[0]?.state, 'known')
    const reordered = await importing(register, sor('2026-01-10', unit('B'), unit('A')))
    assert.equal(reordered.outcome, 'unchanged')
    assert.equal(reordered.sources[0]?.state, 'same')
    const later = await importing(register, sor('2026-01-11', unit('B'), unit('A')))
    assert.equal(later.revision, 2)
  })

  it('dates what the source does not: new from the day it is seen, changed from the day it changed', async () => {
    const eer = (on: string, ...items: Parameters<typeof file>[0]['items']) =>
      file({ format: 'eer', on, items, speaksFor: ['mailbox'] })
    const from = (text: string) => ({ validFrom: text as never })
    await importing(register, [
      eer('2026-01-10', endpoint('1', from('2020-01-01')), endpoint('2'), endpoint('3')),
    ])
    assert.deepEqual(await mailboxRows(register.db, 1), [
      '1|vans 2020-01-01.. - 1 ACTIVE',
      '2|vans 2026-01-10.. - 2 ACTIVE',
      '3|vans 2026-01-10.. - 3 ACTIVE',
    ])
    await importing(register, [
      eer(
        '2026-02-01',
        endpoint('1', { ...from('2026-01-30'), status: 'SUSPENDED' }),
        endpoint('2', from('2021-01-01')),
      ),
    ])
    assert.deepEqual(await mailboxRows(register.db, 2), [
      '1|vans 2020-01-01..2026-01-31 - 1 ACTIVE',
      '1|vans 2026-02-01.. - 1 SUSPENDED',
      '2|vans 2026-01-10.. - 2 ACTIVE',
      '3|vans 2026-01-10..2026-01-31 - 3 ACTIVE',
    ])
  })

  it('replaces a change of the same day instead of ending it before it began', async () => {
    const eer = (status: 'ACTIVE' | 'OFF') => [
      file({ format: 'eer', on: '2026-01-10', items: [endpoint('1', { status })] }),
    ]
    await importing(register, eer('ACTIVE'))
    await importing(register, eer('OFF'))
    assert.deepEqual(await mailboxRows(register.db, 2), ['1|vans 2026-01-10.. - 1 OFF'])
  })

  it('speaks only for the kinds and the source that the file speaks for', async () => {
    await importing(register, sor('2026-01-10', unit('A'), mailbox('A', '579')))
    await importing(register, [
      file({ on: '2026-01-11', items: [unit('A')], speaksFor: ['organisation'] }),
    ])
    await importing(register, [file({ format: 'sor-csv', on: '2026-01-11', items: [unit('C')] })])
    assert.deepEqual(await mailboxRows(register.db, 3), ['A 2020-01-01.. A 579 ACTIVE'])
    assert.equal((await unitRows(register.db, 3)).length, 2)
  })

  it('gathers message types by mailbox, sorted and without repeats', async () => {
    const types = (...raw: string[]) =>
      raw.map(
        (it) => ({ kind: 'message-type', line: 0, gln: '579', network: null, raw: it }) as const,
      )
    const edityper = (on: string, ...raw: string[]) =>
      importing(register, [file({ format: 'edityper', on, items: types(...raw) })])
    await edityper('2026-01-10', 'XDIS91', 'DIS01', 'XDIS91')
    await edityper('2026-01-11', 'DIS01', 'XDIS91')
    await edityper('2026-01-12', 'DIS01')
    const { rows } = await sql`
      select valid_from, valid_to, raw_types, first_revision, last_revision
      from message_types_version order by id`.execute(register.db)
    assert.deepEqual(rows, [
      row('2026-01-10', null, ['DIS01', 'XDIS91'], 1, 2),
      row('2026-01-10', '2026-01-11', ['DIS01', 'XDIS91'], 3, null),
      row('2026-01-12', null, ['DIS01'], 3, null),
    ])
  })
})

const row = (
  from: string,
  to: string | null,
  types: string[],
  first: number,
  last: number | null,
) => ({
  valid_from: from,
  valid_to: to,
  raw_types: types,
  first_revision: first,
  last_revision: last,
})
