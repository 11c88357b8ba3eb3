import { statusReader } from '../../services/uptime/store/status/read-status.ts'
import { catalogueService, httpProbe } from '../../services/uptime/test/fictional.ts'
import { seedYear } from '../../services/uptime/test/status-seed.ts'
import { startStatus } from '../../services/uptime/test/status-server.ts'
import type { Trouble, Year } from '../../services/uptime/test/status-year.ts'
import { openUptimeDatabase } from '../../services/uptime/test/uptime-database.ts'

const DAY = 86_400_000
const SERVICES = 100
const PROBES = 4
const POINTS = 1_600

/** A year of 100 services with 4 probes each and of 1,600 access points; every service was down or slow on some days. */
const year = (now: number): Year => ({
  ...{ now, days: 366, hasMinutes: true, incidents: [], maintenance: [] },
  catalogue: {
    services: Array.from({ length: SERVICES }, (_none, index) =>
      catalogueService(`service-${index}`, {
        probes: Array.from({ length: PROBES }, () => httpProbe()),
      }),
    ),
    accessPoints: Array.from({ length: POINTS }, (_none, index) => ({
      ...{ id: `point-${index}`, organisation: null, isReleased: true, probes: [httpProbe()] },
    })),
    references: [],
  },
  trouble: new Map(
    Array.from({ length: SERVICES }, (_none, index) => [
      `service:service-${index}`,
      troubles(index),
    ]),
  ),
})

const troubles = (service: number): readonly Trouble[] =>
  Array.from({ length: 60 }, (_none, index) => {
    const fromAgo = (index * 6 + (service % 6)) * DAY + 7_200_000
    return { fromAgo, toAgo: fromAgo - 3_600_000, verdict: index % 3 === 0 ? 'DOWN' : 'DEGRADED' }
  })

/** How long one reading of the snapshot takes: the first, and those after it. */
async function readings(
  now: number,
): Promise<{ readonly firstMs: number; readonly againMs: number }> {
  await using database = await openUptimeDatabase()
  await seedYear(database.db, { ...year(now), hasMinutes: false })
  const read = statusReader(database.db, Date.now)
  const took: number[] = []
  for (let round = 0; round < 11; round += 1) {
    const begun = performance.now()
    await read()
    took.push(performance.now() - begun)
  }
  const again = took.slice(1).sort((a, b) => a - b)
  return { firstMs: took[0] ?? 0, againMs: again[5] ?? 0 }
}

process.once('message', async () => {
  const now = Date.now()
  const read = await readings(now)
  const server = await startStatus((db) => seedYear(db, year(now)))
  process.once('SIGTERM', () => void server[Symbol.asyncDispose]().then(() => process.disconnect()))
  process.send?.({ url: server.url.href, ...read })
})
