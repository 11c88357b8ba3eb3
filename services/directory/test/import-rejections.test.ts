import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { ImportReport } from '../source/import-report.ts'
import type { Tables } from '../store/tables.ts'
import {
  clear,
  endpoint,
  file,
  importing,
  mailbox,
  mailboxRows,
  openRegister,
  rejection,
  replacement,
  type Stated,
  unit,
  unitRows,
} from './import-harness.ts'

const rules = (report: ImportReport): readonly string[] =>
  report.sources.flatMap(({ rejections }) =>
    rejections.map(({ line, rule, value }) => `${line} ${rule} ${value}`),
  )

describe('importFiles() and rows that break a rule', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  beforeEach(() => clear(register.db))
  after(() => register[Symbol.asyncDispose]())

  const snapshot = (on: string, ...items: Stated['items']): Promise<ImportReport> =>
    importing(register, [file({ format: 'sor2-csv', on, items })])

  it('a rejected row leaves the last version of its unit in force and closes nothing', async () => {
    await snapshot('2026-01-10', unit('A'), unit('B', '2020-01-01..', { parentId: 'A' }))
    const report = await snapshot(
      '2026-02-01',
      rejection('organisation', 'A'),
      unit('B', '2020-01-01..', { parentId: 'A' }),
      unit('C', '2020-01-01..', { parentId: 'A' }),
    )
    assert.equal(report.sources[0]?.rejected, 1)
    assert.deepEqual(await unitRows(register.db, 2), [
      'A 2020-01-01.. Unit A',
      'B 2020-01-01.. Unit B < A',
      'C 2020-01-01.. Unit C < A',
    ])
  })

  it('children and belongings of a rejected unit do not vanish with it', async () => {
    const a = unit('A')
    const b = unit('B', '2020-01-01..', { parentId: 'A' })
    await snapshot('2026-01-10', a, b, mailbox('B', '579'), replacement('B', 'A'), unit('Z'))
    await snapshot('2026-02-01', rejection('organisation', 'A'))
    assert.deepEqual(await unitRows(register.db, 2), [
      'A 2020-01-01.. Unit A',
      'B 2020-01-01.. Unit B < A',
      'Z 2020-01-01..2026-01-31 Unit Z',
    ])
    assert.deepEqual(await mailboxRows(register.db, 2), ['B|579| 2020-01-01.. B 579 ACTIVE'])
  })

  it('children of a rejected unit that no source holds are rejected, naming the parent', async () => {
    const report = await snapshot(
      '2026-01-10',
      rejection('organisation', 'A'),
      unit('B', '2020-01-01..', { parentId: 'A' }),
      unit('C', '2020-01-01..', { parentId: 'B' }),
      unit('D', '2020-01-01..', { parentId: 'nowhere' }),
      unit('E'),
      mailbox('C', '1'),
      mailbox('E', '2'),
    )
    assert.deepEqual(rules(report), [
      '2 DATE_INVALID x',
      '3 PARENT_REJECTED A',
      '4 PARENT_REJECTED B',
      '5 PARENT_UNKNOWN nowhere',
      '7 OWNER_UNKNOWN C',
    ])
    assert.match(
      report.sources[0]?.rejections[2]?.message ?? '',
      /"C": its parent "B" was rejected/,
    )
    assert.deepEqual(await unitRows(register.db, 1), ['E 2020-01-01.. Unit E'])
    assert.deepEqual(await mailboxRows(register.db, 1), ['E|2| 2020-01-01.. E 2 ACTIVE'])
  })

  it('a parent in another file of the command, or in another source, is known', async () => {
    const report = await importing(register, [
      file(
        {
          format: 'sor-csv',
          on: '2026-01-10',
          items: [unit('C', '2020-01-01..', { parentId: 'P' })],
        },
        'c',
      ),
      file({ on: '2026-01-10', items: [unit('B', '2020-01-01..', { parentId: 'A' })] }, 'b'),
      file({ on: '2026-01-09', items: [unit('A'), unit('P')] }, 'a'),
    ])
    assert.equal(report.sources.flatMap(({ rejections }) => rejections).length, 0)
    assert.equal((await unitRows(register.db, 1)).length, 4)
    assert.deepEqual(
      report.sources.map(({ name, day }) => [name, day]),
      [
        ['sor-xml', '2026-01-10'],
        ['sor-csv', '2026-01-10'],
      ],
    )
  })

  it('units that are their own ancestors are rejected, those below them with their parent', async () => {
    const report = await snapshot(
      '2026-01-10',
      unit('A', '2020-01-01..', { parentId: 'C' }),
      unit('B', '2020-01-01..', { parentId: 'A' }),
      unit('C', '2020-01-01..', { parentId: 'B' }),
      unit('D', '2020-01-01..', { parentId: 'C' }),
      unit('E', '2020-01-01..', { parentId: 'D' }),
      unit('S', '2020-01-01..', { parentId: 'S' }),
      unit('R'),
    )
    assert.deepEqual(rules(report), [
      '2 PARENT_CYCLE C',
      '3 PARENT_CYCLE A',
      '4 PARENT_CYCLE B',
      '5 PARENT_REJECTED C',
      '6 PARENT_REJECTED D',
      '7 PARENT_CYCLE S',
    ])
    assert.deepEqual(await unitRows(register.db, 1), ['R 2020-01-01.. Unit R'])
  })

  it('a unit that moves below its former child is no circle', async () => {
    const report = await snapshot(
      '2026-01-10',
      unit('A', '2010-01-01..2014-12-31', { parentId: 'B' }),
      unit('A', '2015-01-01..'),
      unit('B', '2010-01-01..2014-12-31'),
      unit('B', '2015-01-01..', { parentId: 'A' }),
    )
    assert.deepEqual(rules(report), [])
    assert.equal((await unitRows(register.db, 1)).length, 4)
  })

  it('of two rows that begin on one day the first stands; rows alike are one', async () => {
    const report = await snapshot(
      '2026-01-10',
      unit('A', '2020-01-01..', { name: 'First' }),
      unit('A', '2020-01-01..', { name: 'First' }),
      unit('A', '2020-01-01..', { name: 'Second' }),
    )
    assert.deepEqual(rules(report), ['4 ID_DUPLICATE A'])
    assert.deepEqual(await unitRows(register.db, 1), ['A 2020-01-01.. First'])
  })

  it('of two periods that overlap the later stands', async () => {
    const report = await snapshot(
      '2026-01-10',
      unit('A', '2010-01-01..2020-06-30', { name: 'Early' }),
      unit('A', '2020-06-30..', { name: 'Late' }),
    )
    assert.deepEqual(rules(report), ['2 ID_DUPLICATE A'])
    assert.deepEqual(await unitRows(register.db, 1), ['A 2020-06-30.. Late'])
  })

  it('a unit whose row in force was rejected is not closed by its older rows', async () => {
    await snapshot('2026-01-10', unit('A', '2010-01-01..'))
    await snapshot(
      '2026-02-01',
      unit('A', '2010-01-01..2015-12-31'),
      rejection('organisation', 'A'),
    )
    assert.deepEqual(await unitRows(register.db, 2), ['A 2010-01-01.. Unit A'])
  })

  it('a unit whose older row was rejected keeps that time and takes the new', async () => {
    await snapshot(
      '2026-01-10',
      unit('A', '2010-01-01..2015-12-31', { name: 'Old' }),
      unit('A', '2016-01-01..'),
    )
    await snapshot(
      '2026-02-01',
      rejection('organisation', 'A'),
      unit('A', '2016-01-01..', { name: 'New' }),
    )
    assert.deepEqual(await unitRows(register.db, 2), [
      'A 2010-01-01..2015-12-31 Old',
      'A 2016-01-01.. New',
    ])
  })

  it('a mailbox known only to the endpoint register is served without its unit', async () => {
    const items = [endpoint('579', { sorId: 'nowhere' })]
    const report = await importing(register, [file({ format: 'eer', on: '2026-01-10', items })])
    assert.deepEqual(rules(report), [])
    assert.deepEqual(await mailboxRows(register.db, 1), [
      '579|vans 2026-01-10.. nowhere 579 ACTIVE',
    ])
  })

  it('a new GLN of a unit is a change of its mailbox where the format gives one only', async () => {
    const sor = (on: string, gln: string) =>
      importing(register, [file({ on, items: [unit('A'), mailbox('A', gln, '2020-01-01..')] })])
    await sor('2026-01-10', '1')
    await importing(register, [
      file({ on: '2026-02-01', items: [unit('A'), mailbox('A', '2', '2026-01-20..')] }),
    ])
    assert.deepEqual(await mailboxRows(register.db, 2), [
      'A 2020-01-01..2026-01-19 A 1 ACTIVE',
      'A 2026-01-20.. A 2 ACTIVE',
    ])
  })

  it('keeps every rejected row with its revision and hands all of them out', async () => {
    const orphans = Array.from({ length: 30 }, (_, at) =>
      unit(`U${at}`, '2020-01-01..', { parentId: 'no' }),
    )
    const seen: string[] = []
    const report = await importing(
      register,
      [file({ format: 'sor2-csv', on: '2026-01-10', items: [unit('A'), ...orphans] }, 'units.csv')],
      {},
      {
        async onRejections(rows, files) {
          for (const row of rows) seen.push(`${files[row.file]}:${row.line}`)
        },
      },
    )
    assert.equal(report.sources[0]?.rejections.length, 20)
    assert.equal(report.sources[0]?.rejected, 30)
    assert.equal(seen.length, 30)
    assert.equal(seen[29], 'units.csv:32')
    const kept = await register.db.selectFrom('rejected_row').selectAll().orderBy('line').execute()
    assert.equal(kept.length, 30)
    assert.deepEqual(kept[0], {
      revision: 1,
      source: 'sor2-csv',
      file: 'units.csv',
      line: 3,
      rule: 'PARENT_UNKNOWN',
      value: 'no',
      message: 'Cannot take organisation "U0": its parent "no" is unknown',
      ...{ subject_kind: 'organisation', subject_key: 'U0' },
    })
    const snapshotRow = await register.db.selectFrom('snapshot').selectAll().executeTakeFirst()
    assert.equal(snapshotRow?.rejected, 30)
  })

  it('takes text that the database cannot hold as it is', async () => {
    const name = 'a\0b\ud800\tc\\d\ne"{},'
    await snapshot('2026-01-10', {
      ...unit('A', '2020-01-01..', { name, ydernumre: ['0"1\\2', 'x,y', ''] }),
      specialities: [{ code: name, display: null }],
    })
    const row = await register.db.selectFrom('organisation_version').selectAll().executeTakeFirst()
    const kept = 'ab\ufffd\tc\\d\ne"{},'
    assert.equal(row?.name, kept)
    assert.deepEqual(row?.ydernumre, ['0"1\\2', 'x,y', ''])
    assert.deepEqual(row?.specialities, [{ code: kept, display: null }])
  })
})
