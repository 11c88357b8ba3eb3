import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { Fact } from '../domain/statement/facts.ts'
import { ImportUnusable } from '../errors/importing.ts'
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
  unitRows,
} from './import-harness.ts'

const units = (count: number, period?: string): readonly Fact[] =>
  Array.from({ length: count }, (_, at) => unit(`U${String(at).padStart(4, '0')}`, period))

describe('importFiles() and its guards', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  beforeEach(() => clear(register.db))
  after(() => register[Symbol.asyncDispose]())

  const snapshot = (on: string, items: readonly Fact[], options = {}) =>
    importing(register, [file({ on, items })], options)

  it('refuses a file that closes more than 5 % and more than 20 of the active units', async () => {
    await snapshot('2026-01-10', units(100))
    const before = await unitRows(register.db, 1)
    const report = await snapshot('2026-01-11', units(79))
    assert.equal(report.outcome, 'refused')
    assert.equal(report.refusal?.rule, 'CLOSES_TOO_MANY')
    assert.match(
      report.refusal?.message ?? '',
      /would close 21 of 100 active units \(U0079, .* and more\)/,
    )
    assert.equal(report.sources[0]?.outcomes.get('organisation')?.closed, 21)
    assert.deepEqual(await unitRows(register.db, 1), before)
    assert.deepEqual(await unitRows(register.db, 2), before)
  })

  it('lets 20 of few, and 5 % of many, go', async () => {
    await snapshot('2026-01-10', units(600))
    assert.equal((await snapshot('2026-01-11', units(570))).outcome, 'recorded')
    await clear(register.db)
    await snapshot('2026-01-10', units(40))
    assert.equal((await snapshot('2026-01-11', units(20))).outcome, 'recorded')
  })

  it('lets it pass when forced', async () => {
    await snapshot('2026-01-10', units(100))
    const report = await snapshot('2026-01-11', units(10), { force: true })
    assert.equal(report.outcome, 'recorded')
    assert.equal(report.sources[0]?.organisations, 10)
  })

  it('does not count closings that the last snapshot announced', async () => {
    await snapshot('2026-12-30', [...units(50), ...units(100, '2020-01-01..2026-12-31').slice(50)])
    const report = await snapshot('2027-01-01', units(50))
    assert.equal(report.outcome, 'recorded')
    assert.equal(report.sources[0]?.outcomes.get('organisation')?.closed ?? 0, 0)
  })

  it('counts an end that only the file itself states', async () => {
    await snapshot('2026-12-30', units(100))
    const ended = [...units(50), ...units(100, '2020-01-01..2026-12-31').slice(50)]
    assert.equal((await snapshot('2027-01-01', ended)).refusal?.rule, 'CLOSES_TOO_MANY')
  })

  it('does not count units that are replaced, and reports them as such', async () => {
    await snapshot('2026-01-10', units(100))
    const successors = units(100)
      .slice(50)
      .flatMap((fact) => (fact.kind === 'organisation' ? [replacement(fact.sorId, 'U0000')] : []))
    const report = await snapshot('2026-01-11', [...units(50), ...successors])
    assert.equal(report.outcome, 'recorded')
    assert.equal(report.sources[0]?.outcomes.get('organisation')?.replaced, 50)
    assert.equal(report.sources[0]?.outcomes.get('organisation')?.closed, 0)
  })

  it('counts mailboxes by themselves, and lets them go with a unit whose end was announced', async () => {
    const boxes = units(100).map((fact, at) =>
      mailbox(fact.kind === 'organisation' ? fact.sorId : '', `${at}`),
    )
    await snapshot('2026-01-10', [...units(100), ...boxes])
    const report = await snapshot('2026-01-11', [...units(100), ...boxes.slice(0, 50)])
    assert.match(report.refusal?.message ?? '', /50 of 100 active GLNs/)
    await clear(register.db)
    const ending = units(100, '2020-01-01..2026-01-10').slice(50)
    await snapshot('2026-01-10', [...units(50), ...ending, ...boxes])
    const later = await snapshot('2026-01-11', [...units(50), ...boxes.slice(0, 50)])
    assert.equal(later.outcome, 'recorded')
  })

  it('refuses what is older than the last snapshot of its source, unless forced', async () => {
    await snapshot('2026-01-10', units(3))
    const report = await snapshot('2026-01-09', units(2))
    assert.equal(report.refusal?.rule, 'OLDER_THAN_LAST')
    assert.equal((await unitRows(register.db, 2)).length, 3)
    const other = await importing(register, [
      file({ format: 'eer', on: '2025-01-01', items: [endpoint('1')] }),
    ])
    assert.equal(other.outcome, 'recorded')
    assert.equal((await snapshot('2026-01-09', units(2), { force: true })).outcome, 'recorded')
  })

  it('refuses an earlier instant of the same day', async () => {
    const at = (instant: string, gln: string) =>
      importing(register, [file({ format: 'eer', on: null, instant, items: [endpoint(gln)] })])
    await at('2026-01-10T12:00:00+01:00', '1')
    assert.equal((await at('2026-01-10T10:30:00Z', '2')).refusal?.rule, 'OLDER_THAN_LAST')
    assert.equal((await at('2026-01-10T11:30:00Z', '2')).outcome, 'recorded')
  })

  it('dates files by the newest that says its day, else by the caller, else by the time of import', async () => {
    const now = new Date('2026-03-31T22:30:00Z')
    const day = async (on: string | null, format: string, options = {}) => {
      const inputs = [file({ format, on, items: units(1) })]
      const report = await importing(register, inputs, options, { now })
      return report.sources[0]?.day
    }
    assert.equal(await day('2026-01-10', 'sor-xml', { snapshotDate: '2026-02-02' }), '2026-01-10')
    assert.equal(await day(null, 'sor-csv', { snapshotDate: '2026-02-02' }), '2026-02-02')
    assert.equal(await day(null, 'sor2-csv'), '2026-04-01')
  })

  it('does everything and takes it back in a dry run', async () => {
    const report = await snapshot('2026-01-10', units(3), { dryRun: true })
    assert.equal(report.outcome, 'dry-run')
    assert.equal(report.revision, null)
    assert.equal(report.sources[0]?.outcomes.get('organisation')?.created, 3)
    assert.deepEqual(await register.db.selectFrom('source').selectAll().execute(), [])
    assert.deepEqual(await unitRows(register.db, 1), [])
  })

  it('lists unknown files as skipped, and refuses when there is no other', async () => {
    const unknown = { ...file({ format: 'holiday-plan', on: null, items: [] }, 'plan.txt') }
    const report = await importing(register, [unknown, file({ on: '2026-01-10', items: units(1) })])
    assert.deepEqual(report.skipped, [{ name: 'plan.txt', reason: 'unknown format' }])
    assert.equal(report.outcome, 'recorded')
    assert.equal((await importing(register, [unknown])).refusal?.rule, 'FILE_UNKNOWN')
  })

  it('keeps one source to one format', async () => {
    const two = [
      file({ on: '2026-01-10', items: units(1) }),
      file({ format: 'eer', on: '2026-01-10', items: [] }),
    ]
    await assert.rejects(importing(register, two, { source: 'mine' }), ImportUnusable)
    await importing(register, two.slice(0, 1), { source: 'mine' })
    await assert.rejects(importing(register, two.slice(1), { source: 'mine' }), ImportUnusable)
  })

  it('keeps the class of a source until it is told another', async () => {
    const classes = async () =>
      (await register.db.selectFrom('source').select(['name', 'visibility']).execute())[0]
        ?.visibility
    await snapshot('2026-01-10', units(1), { visibility: 'restricted' })
    assert.equal(await classes(), 'restricted')
    await snapshot('2026-01-11', units(1))
    assert.equal(await classes(), 'restricted')
    const report = await snapshot('2026-01-11', units(1), { visibility: 'public' })
    assert.equal(await classes(), 'public')
    assert.equal(report.revision, 3)
  })

  it('the sample steps aside for the first real source, and is exempt from guards', async () => {
    const sample = file({ on: '2026-11-01', items: units(100) })
    const first = await importing(register, [{ ...sample, source: 'sample' }], { isSample: true })
    assert.equal(first.sources[0]?.name, 'sample')
    const report = await importing(register, [
      file({ format: 'eer', on: '2026-01-10', items: [unit('E', '..')] }),
    ])
    assert.deepEqual(report.steppedAside, ['sample'])
    assert.deepEqual(await unitRows(register.db, 2), ['E 2026-01-10.. Unit E'])
    assert.equal((await unitRows(register.db, 1)).length, 100)
    const snapshots = await register.db
      .selectFrom('snapshot')
      .select(['revision', 'source', 'organisations'])
      .orderBy('revision')
      .orderBy('source')
      .execute()
    assert.deepEqual(snapshots, [
      { revision: 1, source: 'sample', organisations: 100 },
      { revision: 2, source: 'eer', organisations: 1 },
      { revision: 2, source: 'sample', organisations: 0 },
    ])
  })

  it('a delta closes nothing but what it removes', async () => {
    const eer = (on: string, items: Parameters<typeof file>[0]['items'], isDelta: boolean) =>
      importing(register, [file({ format: 'eer', on, items, isDelta })])
    await eer('2026-01-10', [endpoint('1'), endpoint('2'), endpoint('3')], false)
    const report = await eer(
      '2026-01-11',
      [
        endpoint('1', { status: 'OFF' }),
        { kind: 'removal', line: 0, subject: { kind: 'mailbox', key: '3' } },
      ],
      true,
    )
    const outcomes = report.sources[0]?.outcomes.get('mailbox')
    assert.equal(outcomes?.updated, 1)
    assert.equal(outcomes?.closed, 1)
    assert.equal(report.sources[0]?.endpoints, 2)
  })

  it('a delta beside a snapshot goes before it, in changes and in removals', async () => {
    const stated = { format: 'eer', on: '2026-01-10' }
    const received = (gln: string, raw: string) =>
      ({ kind: 'message-type', line: 0, gln, network: null, raw }) as const
    const report = await importing(register, [
      file(
        {
          ...stated,
          isDelta: true,
          items: [
            endpoint('1', { status: 'OFF' }),
            received('1', 'DIS91'),
            { kind: 'removal', line: 0, subject: { kind: 'mailbox', key: '3' } },
          ],
        },
        'delta',
      ),
      file({
        ...stated,
        items: [endpoint('1'), received('1', 'DIS20'), endpoint('2'), endpoint('3')],
      }),
    ])
    assert.equal(report.sources[0]?.rejected, 0)
    const mailboxes = await register.db
      .selectFrom('mailbox_version')
      .select(['gln', 'status'])
      .orderBy('gln')
      .execute()
    assert.deepEqual(mailboxes, [
      { gln: '1', status: 'OFF' },
      { gln: '2', status: 'ACTIVE' },
    ])
    const [types] = await register.db
      .selectFrom('message_types_version')
      .select('raw_types')
      .execute()
    assert.deepEqual(types?.raw_types, ['DIS91'])
  })
})
