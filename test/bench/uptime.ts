import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { openDatabase } from '../../services/kit/database.ts'
import { SCHEMA, type Tables } from '../../services/uptime/store/tables.ts'
import { openTestDatabase } from '../harness/database.ts'
import { startProcess } from '../harness/process.ts'
import { peakMegabytes, processorMs } from './process-figures.ts'
import { ask, startHelper, stop } from './program.ts'
import { figure, table } from './table.ts'

const TARGETS = 2_000
const EVERY_MS = 60_000
/** Everything has been measured once by then. */
const SETTLING_MS = 14_000

/** What the helper that is knocked on and knocks answers. */
export interface Knocked {
  readonly ports: readonly number[]
  /** Processor time of one probe in milliseconds, by kind. */
  readonly cost: Readonly<Record<string, number>>
}

/** What measuring costs: a real process on one core with 2,000 targets for a minute, and single probes by kind. */
export async function uptimeTable(): Promise<string> {
  await using stack = new AsyncDisposableStack()
  const helper = startHelper('./uptime-child.ts')
  stack.defer(() => stop(helper))
  const { ports, cost } = await ask<Knocked>(helper, {})
  const folder = mkdtempSync(join(tmpdir(), 'fundament-bench-uptime-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const found = await measured(ports, folder, stack)
  const kinds = Object.entries(cost).map(([kind, ms]) => [kind, ms.toFixed(2)])
  return [
    table(
      ['2 000 targets a minute, one core', ''],
      [
        ['share of the core', `${figure(found.share * 100)} %`],
        ['peak MB', figure(found.megabytes)],
        ['measurements', `${found.made} of ${TARGETS}`],
        ['left out', String(found.leftOut)],
      ],
    ),
    '',
    table(['probe', 'CPU ms'], kinds),
  ].join('\n')
}

async function measured(ports: readonly number[], folder: string, stack: AsyncDisposableStack) {
  const database = stack.use(await openTestDatabase<Tables>())
  const db = openDatabase<Tables>({ url: database.url, schema: SCHEMA })
  stack.defer(() => db.destroy())
  const path = join(folder, 'catalogue.json')
  writeFileSync(path, catalogueOf(ports))
  const program = ['-c', '0', process.execPath, 'infra/fundament.ts', 'serve', 'uptime']
  const prober = stack.use(
    startProcess(['taskset', ...program], {
      cwd: join(import.meta.dirname, '..', '..'),
      env: {
        ...{ DATABASE_URL: database.url.reveal(), UPTIME_CATALOGUE_FILE: path, PORT: '0' },
        ...{
          UPTIME_ALLOWED_NETWORKS: '127.0.0.0/8',
          LOG_LEVEL: 'warn',
          FUNDAMENT_DATA_DIR: folder,
        },
      },
    }),
  )
  const [, internal = ''] = await prober.waitFor(/^Internal {2}(\S+)/m, 60_000)
  await prober.waitFor(/^Ready/m, 60_000)
  await sleep(SETTLING_MS)
  const [from, usedBefore] = [Date.now(), processorMs(prober.pid)]
  await sleep(EVERY_MS)
  const [to, usedAfter] = [Date.now(), processorMs(prober.pid)]
  await sleep(2_000)
  const { rows } = await sql<{ made: number }>`
    select count(*)::int as made from result
    where at >= ${new Date(from).toISOString()} and at < ${new Date(to).toISOString()}`.execute(db)
  const { made = 0 } = rows[0] ?? {}
  const text = await (await fetch(new URL('/metrics', internal))).text()
  const [, leftOut = '0'] = /^uptime_probes_left_out_total\S* (\d+)/m.exec(text) ?? []
  return {
    ...{ made, leftOut: Number(leftOut), megabytes: peakMegabytes(prober.pid) },
    share: (usedAfter - usedBefore) / (to - from),
  }
}

/** Targets on as many hosts as there are ports: half of them pages, the others of every kind that needs no more. */
function catalogueOf(ports: readonly number[]): string {
  const services = Array.from({ length: TARGETS }, (_, index) => {
    const port = ports[index % ports.length] ?? 0
    const url = `http://127.0.0.1:${port}/${index}`
    const probe =
      index % 2 === 0
        ? { kind: 'http', url, bodyContains: 'well' }
        : { kind: 'tcp', host: '127.0.0.1', port }
    return {
      ...{ id: `s${index}`, name: { da: `S${index}`, en: `S${index}` }, owner: 'Fjordland' },
      ...{ severity: 'P3', protocol: 'HTTP', objective: { ratio: 0.99 } },
      probes: [{ ...probe, everyMs: EVERY_MS }],
    }
  })
  return JSON.stringify({ services })
}
