import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { sightOf } from '../domain/sight.ts'
import { targetsOf } from '../domain/targets-of.ts'
import { daysIn, windowOfMonth } from '../domain/time/calendar.ts'
import { announceMaintenance } from '../store/maintenance/maintenance.ts'
import { serviceLevels } from '../store/report/service-levels.ts'
import { saveCatalogue } from '../store/targets/save-catalogue.ts'
import { sumDay } from '../watch/keeping/keep-history.ts'
import { catalogueOf, catalogueService } from './fictional.ts'
import { openUptimeDatabase } from './uptime-database.ts'

const HOUR = 3_600_000
const database = await openUptimeDatabase()
const { db } = database
after(() => database[Symbol.asyncDispose]())
const catalogue = catalogueOf([
  catalogueService('mail'),
  catalogueService('inner', { isReleased: false }),
])
await saveCatalogue(db, catalogue, targetsOf(catalogue))

const iso = (ms: number) => new Date(ms).toISOString()
const levels = (now: number, grants: readonly string[] = []) =>
  serviceLevels(db, { sight: sightOf(new Set(grants)), now: () => now })
/** Says of both services how they stood, as runs that follow each other from the first moment on. */
async function stood(...runs: readonly (readonly [verdict: string, from: number, to: number])[]) {
  await sql`truncate run, standing, day, maintenance`.execute(db)
  for (const [verdict, from, to] of runs) {
    await sql`
      insert into run (target, verdict, since, until)
      select number, ${verdict}, ${iso(from)}, ${iso(to)} from target`.execute(db)
  }
  const last = runs.at(-1)
  await sql`
    insert into standing (target, verdict, since, last_at)
    select number, ${last?.[0]}, ${iso(last?.[1] ?? 0)}, ${iso(last?.[2] ?? 0)} from target`.execute(
    db,
  )
}

for (const [month, hours] of [
  ['2026-03', 31 * 24 - 1],
  ['2026-10', 31 * 24 + 1],
  ['2026-11', 30 * 24],
] as const) {
  describe(`serviceLevels() of ${month}`, () => {
    const { from, to } = windowOfMonth(month)
    const later = to + 40 * 24 * HOUR

    it(`has ${hours} hours, the same of runs as of days, and no maintenance in its ratio`, async () => {
      const [begin, end] = [from + 5 * HOUR, to - 7 * HOUR]
      await stood(
        ['UP', from - HOUR, begin],
        ['DOWN', begin, begin + 3 * HOUR],
        ['UP', begin + 3 * HOUR, end],
      )
      await announceMaintenance(db, {
        ...{ id: 'm', services: ['mail'], startsAt: iso(begin), endsAt: iso(begin + HOUR) },
        ...{ title: { da: 'x', en: 'x' }, announcedAt: iso(from) },
      })
      const ofRuns = await levels(later).report(month)
      const [row, ...hidden] = ofRuns.rows
      assert.deepEqual(hidden, [])
      assert.ok(row)
      const { upMs, downMs, unknownMs, maintenanceMs } = row.share
      assert.deepEqual([downMs, unknownMs, maintenanceMs], [2 * HOUR, 7 * HOUR, HOUR])
      assert.equal(upMs + downMs + unknownMs + maintenanceMs, hours * HOUR)
      assert.equal(row.verdict, 'MISSED')
      for (const day of daysIn({ from, to })) await sumDay(db, day, later)
      await sql`truncate run`.execute(db)
      assert.deepEqual(await levels(later).report(month), ofRuns)
      assert.equal((await levels(later, ['operator']).report(month)).rows.length, 2)
    })

    it('takes a day that was summed too early from its runs', async () => {
      await stood(['UP', from, to])
      for (const day of daysIn({ from, to })) await sumDay(db, day, from + 36 * HOUR)
      const [row] = (await levels(later).report(month)).rows
      assert.equal(row?.share.upMs, hours * HOUR)
      assert.deepEqual([row?.upRatio, row?.measuredRatio, row?.verdict], [1, 1, 'MET'])
    })

    it('tells of a month that goes on up to now', async () => {
      await stood(['UP', from, from + 30 * HOUR])
      const report = await levels(from + 40 * HOUR).report(month)
      assert.equal(report.isWhole, false)
      assert.deepEqual(
        [report.rows[0]?.share.upMs, report.rows[0]?.share.unknownMs],
        [30 * HOUR, 10 * HOUR],
      )
    })
  })
}

describe('serviceLevels()', () => {
  it('tells of no month that is none, or has not begun', async () => {
    const now = Date.parse('2026-11-23T08:00:00Z')
    for (const month of ['2026-12', '2026-13', 'november', '']) {
      await assert.rejects(levels(now).report(month), { code: 'MONTH_INVALID' })
    }
  })

  it('counts incidents once, where they ended up, and the worst day', async () => {
    const { from } = windowOfMonth('2026-11')
    await stood(['UP', from, from + HOUR])
    await sql`
      insert into incident (id, root, severity, opened_at, closed_at, merged_into) values
        ('a', 'mail', 'P1', ${iso(from - HOUR)}, ${iso(from + HOUR)}, null),
        ('b', 'mail', 'P1', ${iso(from)}, ${iso(from + HOUR)}, 'a'),
        ('c', 'mail', 'P1', ${iso(from - 9 * HOUR)}, ${iso(from - HOUR)}, null)`.execute(db)
    await sql`
      insert into incident_service (incident, service, joined_at)
      select id, 'mail', opened_at from incident`.execute(db)
    await sql`
      insert into day (subject, day, up_ms, degraded_ms, down_ms, unknown_ms, maintenance_ms, samples, latency_p95)
      values ('service:mail', '2026-11-01', 0, 0, 0, 0, 0, 1, 120), ('service:mail', '2026-11-02', 0, 0, 0, 0, 0, 1, 80),
        ('service:mail', '2026-10-31', 0, 0, 0, 0, 0, 1, 900)`.execute(db)
    const [row] = (await levels(from + 90 * HOUR).report('2026-11')).rows
    assert.deepEqual([row?.incidents, row?.worstP95Ms], [1, 120])
  })
})
