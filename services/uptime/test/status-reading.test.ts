import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { dayOf } from '../domain/time/calendar.ts'
import { uptime } from '../store/reading/uptime.ts'
import { readWorld } from '../store/reading/world.ts'
import { statusHistory } from '../store/status/read-history.ts'
import { statusReader } from '../store/status/read-status.ts'
import { seedYear } from './status-seed.ts'
import { storyOf } from './status-story.ts'
import { openUptimeDatabase } from './uptime-database.ts'

// Some days after the night on which summer time ended.
const NOW = Date.parse('2026-10-29T11:17:23.456Z')

const database = await openUptimeDatabase()
const { db } = database
after(() => database[Symbol.asyncDispose]())
await seedYear(db, storyOf(NOW))

describe('statusReader()', () => {
  it('tells the same shares and budgets, made of days, as the graph does, made of runs', async () => {
    const { services } = await statusReader(db, () => NOW)()
    const world = await readWorld(db, NOW)
    const graph = uptime(db, {
      sight: { isOperator: true, organisations: new Set() },
      world: async () => world,
    })
    assert.equal(services.length, 10)
    for (const { service, last30Days, last90Days, budget } of services) {
      const subject = { kind: 'service', id: service.id } as const
      assert.deepEqual(last30Days, await graph.uptimeOf(subject, 30), service.id)
      assert.deepEqual(last90Days, await graph.uptimeOf(subject, 90), service.id)
      assert.deepEqual(budget, await graph.errorBudgetOf(service), service.id)
    }
  })

  it('shows 90 days up to today, and what each is remembered for', async () => {
    const { services } = await statusReader(db, () => NOW)()
    const daysOf = (id: string) => services.find((one) => one.service.id === id)?.days ?? []
    const images = daysOf('images')
    assert.equal(images.length, 90)
    assert.equal(images.at(-1)?.day, '2026-10-29')
    assert.equal(images[0]?.day, '2026-08-01')
    const down = images.filter(({ share }) => (share?.downMs ?? 0) > 0).map(({ day }) => day)
    assert.deepEqual(down, ['2026-09-29', '2026-10-26'])
    assert.ok(daysOf('portal').every(({ share }) => share === null))
    const trial = daysOf('trial')
    assert.ok((trial[0]?.share?.upMs ?? -1) === 0 && (trial[0]?.share?.unknownMs ?? 0) > 0)
  })

  it('goes on with what it remembers of the past, and sees what is new', async () => {
    let now = NOW
    const read = statusReader(db, () => now)
    const first = await read()
    now += 5_000
    const second = await read()
    const downOf = (snapshot: typeof first) =>
      snapshot.services.find((one) => one.service.id === 'prescriptions')?.days.at(-1)?.share
        ?.downMs
    assert.equal(downOf(second), (downOf(first) ?? 0) + 5_000)
  })
})

describe('statusHistory()', () => {
  const history = statusHistory(db, () => NOW)

  it('gives latencies by quarter of an hour, with the gaps that there were', async () => {
    const { latency, incidents } = await history.serviceHistory('images')
    assert.ok(latency.length >= 92 && latency.length <= 97, String(latency.length))
    assert.ok(
      latency.every(({ at, meanMs, highestMs }) => at % 900_000 === 0 && highestMs >= meanMs),
    )
    const gaps = latency.filter(({ at }, index) => at - (latency[index - 1]?.at ?? at) > 900_000)
    assert.equal(gaps.length, 1)
    assert.deepEqual(
      incidents.map(({ id }) => id),
      ['incident-3', 'incident-30'],
    )
  })

  it('gives a month with what was wrong on each of its days', async () => {
    const month = await history.monthHistory('2026-09')
    assert.deepEqual(
      month.incidents.map(({ id }) => id),
      ['incident-30'],
    )
    const images = month.troubled.filter(({ service }) => service === 'images')
    assert.deepEqual(
      images.map(({ day }) => day),
      ['2026-09-29', '2026-09-30'],
    )
    assert.equal(month.measuredDays.size, 30)
    assert.equal((await history.monthHistory('2024-01')).measuredDays.size, 0)
  })

  it('counts a day with 25 hours once', async () => {
    assert.ok((await history.monthHistory('2026-10')).measuredDays.has('2026-10-25'))
    assert.equal(dayOf(NOW), '2026-10-29')
  })
})
