import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { merged } from '../domain/history/merge.ts'
import { freshMsOf } from '../domain/history/standing.ts'
import { NO_TIME, shareOf, stretchesOf, together } from '../domain/history/stretch.ts'
import type { Outcome, Verdict } from '../domain/outcome.ts'
import { targetsOf } from '../domain/targets-of.ts'
import { daysIn, windowOfDay } from '../domain/time/calendar.ts'
import { keepPartitions } from '../store/history/partitions.ts'
import { recordOutcomes } from '../store/history/record-outcomes.ts'
import { rollUpDay } from '../store/history/roll-up-day.ts'
import { dropMinutes, rollUpMinutes } from '../store/history/roll-up-minutes.ts'
import { stretchesOfSubjects } from '../store/history/runs.ts'
import { saveCatalogue } from '../store/targets/save-catalogue.ts'
import { catalogueOf, catalogueService, httpProbe, outcomeAt } from './fictional.ts'
import { openUptimeDatabase } from './uptime-database.ts'

const MINUTE = 60_000
// The night on which summer time ends: the day has 25 hours.
const START = Date.parse('2026-10-24T20:00:00Z')
const probe = httpProbe({ everyMs: 10 * MINUTE, timeoutMs: 10_000 })
const catalogue = catalogueOf([
  catalogueService('one', { probes: [probe] }),
  catalogueService('two', { probes: [probe, probe] }),
])
const targets = targetsOf(catalogue)

const database = await openUptimeDatabase()
const { db } = database
after(() => database[Symbol.asyncDispose]())
await saveCatalogue(db, catalogue, targets)
for (const day of [0, 1, 2]) {
  await keepPartitions(db, { nowMs: START + day * 86_400_000, keptDays: 90 })
}

const outcomes = fc
  .uniqueArray(
    fc.record({
      target: fc.integer({ min: 0, max: targets.length - 1 }),
      minute: fc.integer({ min: 0, max: 40 * 60 }),
      verdict: fc.constantFrom<Verdict>('UP', 'UP', 'DEGRADED', 'DOWN'),
    }),
    { selector: ({ target, minute }) => `${target} ${minute}`, maxLength: 60 },
  )
  .map((found) =>
    found
      .sort((a, b) => a.minute - b.minute)
      .map(({ target, minute, verdict }) =>
        outcomeAt(targets[target]?.id ?? '', START + minute * MINUTE, verdict),
      ),
  )

const now = START + 41 * 60 * MINUTE

/** What the outcomes themselves say of a subject. */
function expected(subject: string, all: readonly Outcome[]) {
  const own = targets.filter(({ id }) => id.startsWith(`${subject}#`))
  return merged(
    own.map(({ id }) =>
      stretchesOf(
        all
          .filter(({ targetId }) => targetId === id)
          .map(({ at, verdict }) => ({ at: Date.parse(at), verdict })),
        { freshMs: freshMsOf(probe), now },
      ),
    ),
  )
}

async function forget(): Promise<void> {
  await sql`truncate result, standing, run, transition, minute, day`.execute(db)
}

describe('recordOutcomes()', () => {
  it('keeps for any window what each measurement says, in whatever batches they come, and when they come twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        outcomes,
        fc.integer({ min: 1, max: 9 }),
        fc.tuple(fc.nat(2_500), fc.nat(2_500)),
        async (all, size, [a, b]) => {
          await forget()
          for (let first = 0; first < all.length; first += size) {
            const batch = all.slice(first, first + size)
            await recordOutcomes(db, batch)
            await recordOutcomes(db, batch)
          }
          const window = {
            from: START + Math.min(a, b) * MINUTE,
            to: START + Math.max(a, b) * MINUTE,
          }
          const subjects = ['service:one', 'service:two']
          const found = await stretchesOfSubjects(db, subjects, { window, now })
          for (const subject of subjects) {
            assert.deepEqual(
              shareOf(window, found.get(subject) ?? []),
              shareOf(window, expected(subject, all)),
            )
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  it('numbers each turn once, and none for the first word of all', async () => {
    await forget()
    const [{ id } = { id: '' }] = targets
    const said: readonly Verdict[] = ['UP', 'UP', 'DOWN', 'DOWN', 'UP']
    for (const [index, verdict] of said.entries()) {
      await recordOutcomes(db, [outcomeAt(id, START + index * 10 * MINUTE, verdict)])
    }
    const turns = await db
      .selectFrom('transition')
      .select(['verdict', 'kind'])
      .orderBy('number')
      .execute()
    assert.deepEqual(turns, [
      { verdict: 'DOWN', kind: 'verdict' },
      { verdict: 'UP', kind: 'verdict' },
    ])
  })

  it('tells when a server can do other things than before', async () => {
    await forget()
    const [{ id } = { id: '' }] = targets
    for (const [index, capability] of ['a', 'a', null, 'b'].entries()) {
      await recordOutcomes(db, [outcomeAt(id, START + index * MINUTE, 'UP', { capability })])
    }
    const turns = await db.selectFrom('transition').select(['kind']).execute()
    assert.deepEqual(turns, [{ kind: 'capability' }])
  })

  it('passes over targets that are not there', async () => {
    await forget()
    await recordOutcomes(db, [outcomeAt('service:gone#1', START, 'UP')])
    assert.deepEqual(await db.selectFrom('result').selectAll().execute(), [])
  })
})

describe('rollUpDay()', () => {
  it('sums a day of 25 hours to the millisecond, and the same when done again', async () => {
    await fc.assert(
      fc.asyncProperty(outcomes, async (all) => {
        await forget()
        await recordOutcomes(db, all)
        const window = { from: START, to: now }
        const maintenance = new Map([
          ['service:one', [{ from: START + 60 * MINUTE, to: START + 200 * MINUTE }]],
        ])
        for (const day of [...daysIn(window), ...daysIn(window)]) {
          await rollUpDay(db, { day, now, maintenance })
        }
        for (const subject of ['service:one', 'service:two']) {
          const days = await db
            .selectFrom('day')
            .selectAll()
            .where('subject', '=', subject)
            .orderBy('day')
            .execute()
          const sum = days.reduce(
            (share, day) =>
              together(share, {
                ...{ upMs: day.up_ms, degradedMs: day.degraded_ms, downMs: day.down_ms },
                ...{ unknownMs: day.unknown_ms, maintenanceMs: day.maintenance_ms },
              }),
            NO_TIME,
          )
          const first = windowOfDay(daysIn(window)[0] ?? '')
          const whole = { from: first.from, to: now }
          assert.deepEqual(
            sum,
            shareOf(whole, expected(subject, all), maintenance.get(subject) ?? []),
          )
        }
      }),
      { numRuns: 15 },
    )
  })

  it('keeps the latencies of a day whose measurements are gone', async () => {
    await forget()
    const [{ id } = { id: '' }] = targets
    const latencies = [10, 20, 30, 40, 100]
    await recordOutcomes(
      db,
      latencies.map((latencyMs, index) =>
        outcomeAt(id, START + index * MINUTE, 'UP', { latencyMs }),
      ),
    )
    const rollUp = { day: '2026-10-24', now, maintenance: new Map() }
    await rollUpDay(db, rollUp)
    await sql`truncate result`.execute(db)
    await rollUpDay(db, rollUp)
    const day = await db
      .selectFrom('day')
      .select(['samples', 'latency_p50', 'latency_p95'])
      .where('subject', '=', 'service:one')
      .executeTakeFirstOrThrow()
    assert.deepEqual(day, { samples: 5, latency_p50: 30, latency_p95: 88 })
  })
})

describe('rollUpMinutes()', () => {
  it('sums what was measured in each minute, and the same when done again', async () => {
    await forget()
    const [{ id } = { id: '' }] = targets
    const at = (seconds: number, latencyMs: number) =>
      outcomeAt(id, START + seconds * 1_000, 'UP', { latencyMs })
    await recordOutcomes(db, [at(0, 5), at(59, 7), at(60, 9)])
    for (const _ of [1, 2]) await rollUpMinutes(db, { from: START, to: START + 2 * MINUTE })
    const minutes = await db
      .selectFrom('minute')
      .select(['samples', 'latency_sum', 'latency_max'])
      .orderBy('at')
      .execute()
    assert.deepEqual(minutes, [
      { samples: 2, latency_sum: 12, latency_max: 7 },
      { samples: 1, latency_sum: 9, latency_max: 9 },
    ])
    await dropMinutes(db, START + MINUTE)
    assert.equal((await db.selectFrom('minute').selectAll().execute()).length, 1)
  })
})

describe('keepPartitions()', () => {
  it('drops whole days of measurements once they are too old', async () => {
    await forget()
    const [{ id } = { id: '' }] = targets
    await recordOutcomes(db, [outcomeAt(id, START, 'UP'), outcomeAt(id, START + 86_400_000, 'UP')])
    await keepPartitions(db, { nowMs: START + 8 * 86_400_000, keptDays: 7 })
    const left = await db.selectFrom('result').select('at').execute()
    assert.equal(left.length, 1)
    assert.equal((await db.selectFrom('run').selectAll().execute()).length, 2)
  })
})
