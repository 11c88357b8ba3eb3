import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catalogueService } from '../../test/fictional.ts'
import { NO_TIME, type Share } from '../history/stretch.ts'
import { field, reportCsv } from './csv.ts'
import { isMonth, serviceLevel } from './service-level.ts'

const MINUTE = 60_000
const level = (
  share: Partial<Share>,
  p95: readonly [number | null, number | null] = [null, null],
) => {
  const objective = { ratio: 0.99, windowDays: 30, p95Ms: p95[1] }
  const service = catalogueService('mail', {
    objective,
    owner: '=cmd()',
    name: { da: 'Post; "A"', en: 'Mail' },
  })
  return serviceLevel({
    service,
    share: { ...NO_TIME, ...share },
    incidents: 2,
    worstP95Ms: p95[0],
  })
}
const of = (up: number, down: number, unknown = 0) =>
  level({ upMs: up * MINUTE, downMs: down * MINUTE, unknownMs: unknown * MINUTE }).verdict

describe('serviceLevel()', () => {
  it('says met or missed only where what is unknown cannot change it', () => {
    assert.equal(of(99, 1), 'MET')
    assert.equal(of(98, 2), 'MISSED')
    assert.equal(of(99, 0, 1), 'MET')
    assert.equal(of(90, 0, 10), 'UNDECIDED')
    assert.equal(of(50, 5, 45), 'MISSED')
    assert.equal(of(0, 0, 100), 'UNDECIDED')
    assert.equal(of(0, 0), 'UNDECIDED')
  })

  it('counts no maintenance, and says how much was measured', () => {
    const row = level({ upMs: 90 * MINUTE, unknownMs: 10 * MINUTE, maintenanceMs: 1_000 * MINUTE })
    assert.deepEqual([row.upRatio, row.measuredRatio], [1, 0.9])
  })

  it('holds the worst day against the latency that is promised', () => {
    const up = { upMs: MINUTE }
    assert.equal(level(up, [400, 500]).verdict, 'MET')
    assert.equal(level(up, [501, 500]).verdict, 'MISSED')
    assert.equal(level(up, [null, 500]).verdict, 'UNDECIDED')
    assert.equal(level(up, [900, null]).latencyVerdict, null)
  })
})

describe('reportCsv()', () => {
  it('is what a Danish spreadsheet reads, and no formula', () => {
    const row = level({ upMs: 99_999_999, downMs: 1 }, [412.4, 500])
    const [head, line] = reportCsv({ month: '2026-10', isWhole: true, rows: [row] }).split('\r\n')
    assert.ok(head?.startsWith('\uFEFFmonth;service;'))
    assert.equal(
      line,
      `2026-10;mail;"Post; ""A""";'=cmd();99,0000;99,9999;100,0000;0,0;0,0;0,0;2;412;500;MET`,
    )
  })

  it('escapes what a spreadsheet would run', () => {
    for (const text of ['=1', '+1', '-1', '@a', '\ta']) assert.equal(field(text), `'${text}`)
    assert.equal(field('a-b'), 'a-b')
  })
})

describe('isMonth()', () => {
  it('takes months', () => {
    assert.deepEqual(['2026-01', '2026-12', '2026-13', '2026-00', '2026-1', '26-01'].map(isMonth), [
      ...[true, true, false, false, false, false],
    ])
  })
})
