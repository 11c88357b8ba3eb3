import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { openDatabase } from '../../../services/kit/database.ts'
import type { Secret } from '../../../services/kit/secret.ts'
import { SCHEMA, type Tables } from '../../../services/uptime/store/tables.ts'
import { nextDue } from '../../../services/uptime/watch/probing/due.ts'
import { openTestDatabase } from '../../harness/database.ts'
import { startProcess, type TestProcess } from '../../harness/process.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const EVERY_MS = 3_000
const TARGETS = 8
/** What a machine that does other things may be late. */
const SLACK_MS = 1_500

const parts = new AsyncDisposableStack()
after(() => parts.disposeAsync())
const folder = mkdtempSync(join(tmpdir(), 'fundament-probers-'))
parts.defer(() => rmSync(folder, { recursive: true, force: true }))

const server = createServer((_request, response) => void response.end('well'))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
parts.defer(() => void server.close())
const up = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
/** Nobody listens there. */
const DOWN = 'http://127.0.0.1:9/'

function catalogueFile(name: string, url: string, references: readonly object[]): string {
  const probe = (path: string) => ({
    kind: 'http',
    url: `${url}${path}`,
    everyMs: EVERY_MS,
    timeoutMs: 1_000,
  })
  const services = Array.from({ length: TARGETS }, (_, index) => ({
    ...{
      id: `s${index}`,
      name: { da: `S${index}`, en: `S${index}` },
      owner: 'Fjordland',
      severity: 'P3',
    },
    ...{ protocol: 'HTTP', objective: { ratio: 0.99 }, probes: [probe(String(index))] },
  }))
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify({ services, references }))
  return path
}

const prober = (name: string, database: Secret, catalogue: string): TestProcess =>
  parts.use(
    startProcess([process.execPath, 'infra/fundament.ts', 'serve', 'uptime'], {
      cwd: ROOT,
      env: {
        ...{
          DATABASE_URL: database.reveal(),
          UPTIME_CATALOGUE_FILE: catalogue,
          UPTIME_PROBER: name,
        },
        ...{ PORT: '0', LOG_LEVEL: 'warn', UPTIME_ALLOWED_NETWORKS: '127.0.0.0/8' },
        ...{ UPTIME_CONFIRM_MS: '100', UPTIME_MOST_PER_HOST: '20', FUNDAMENT_DATA_DIR: folder },
      },
    }),
  )

async function openTables(): Promise<{ readonly url: Secret; readonly db: Kysely<Tables> }> {
  const database = parts.use(await openTestDatabase<Tables>())
  const db = openDatabase<Tables>({ url: database.url, schema: SCHEMA })
  parts.defer(() => db.destroy())
  return { url: database.url, db }
}

interface Measured {
  readonly id: string
  readonly prober: string
  readonly at: number
}

const measured = async (db: Kysely<Tables>, from = 0): Promise<readonly Measured[]> =>
  (
    await sql<Measured>`
      select target.id, prober, (extract(epoch from at) * 1000)::float as at from result join target on number = target
      where at > ${new Date(from).toISOString()} order by at`.execute(db)
  ).rows

/** Asks until it is so. */
async function until(isSo: () => Promise<boolean>, what: string, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, `not in time: ${what}`)
    await sleep(100)
  }
}

const sharesOf = (all: readonly Measured[]) => new Map(all.map(({ id, prober: by }) => [id, by]))

describe('two processes that measure', () => {
  it('share the targets, measure none twice, and take over from one that is killed', async () => {
    const { url, db } = await openTables()
    const catalogue = catalogueFile('two.json', up, [])
    const first = prober('first', url, catalogue)
    await first.waitFor(/^Ready/m, 30_000)
    const second = prober('second', url, catalogue)
    await second.waitFor(/^Ready/m, 30_000)
    const isShared = async () => {
      const last = [...sharesOf(await measured(db, Date.now() - EVERY_MS)).values()]
      return last.filter((by) => by === 'second').length === TARGETS / 2 && last.length === TARGETS
    }
    await until(isShared, 'half of the targets each', 10 * EVERY_MS)
    const shared = Date.now() + EVERY_MS
    await sleep(4 * EVERY_MS)

    second.signal('SIGKILL', 'group')
    const killed = Date.now()
    await second.ended
    const steady = await measured(db, shared)
    const slots = steady.map(
      ({ id, at }) => `${id} ${nextDue({ id, everyMs: EVERY_MS }, at, () => 0)}`,
    )
    assert.equal(new Set(slots).size, slots.length, 'measured twice in the same slot')
    assert.ok(slots.length >= 2 * TARGETS, `only ${slots.length} measurements`)
    const orphans = [...sharesOf(steady)].flatMap(([id, by]) => (by === 'second' ? [id] : []))
    assert.equal(orphans.length, TARGETS / 2)

    const takenOver = async () => {
      const since = (await measured(db, killed)).filter(({ prober: by }) => by === 'first')
      return new Map(since.toReversed().map(({ id, at }) => [id, at - killed]))
    }
    const isWhole = async () => {
      const found = await takenOver()
      return orphans.every((id) => found.has(id))
    }
    await until(isWhole, 'the other half is taken over', 4 * EVERY_MS)
    const delays = await takenOver()
    for (const id of orphans) {
      const delay = delays.get(id) ?? Number.POSITIVE_INFINITY
      assert.ok(delay <= 2 * EVERY_MS + SLACK_MS, `${id} was taken over after ${delay} ms`)
    }
  })

  it('count nothing while it is they who are offline', async () => {
    const { url, db } = await openTables()
    const reference = { kind: 'tcp', host: '127.0.0.1', port: 9, timeoutMs: 500 }
    const alone = prober('alone', url, catalogueFile('offline.json', DOWN, [reference]))
    const [, internal = ''] = await alone.waitFor(/^Internal {2}(\S+)/m, 30_000)
    const offline = async () => {
      const text = await (await fetch(new URL('/metrics', internal))).text()
      const [, count = '0'] =
        /^uptime_probes_total\{[^}]*verdict="OFFLINE"[^}]*\} (\d+)/m.exec(text) ?? []
      return Number(count) >= TARGETS
    }
    await until(offline, 'every target was tried', 10 * EVERY_MS)
    assert.deepEqual(await measured(db), [])
    assert.deepEqual(await db.selectFrom('standing').selectAll().execute(), [])
  })
})
