import { randomBytes } from 'node:crypto'
import { CITIZENS } from '../../services/sandbox/domain/world/persons.ts'
import { peakMegabytes, processorMs } from './process-figures.ts'
import { type RecordHub, startRecordHub } from './record-hub.ts'
import { profiled } from './record-profile.ts'
import { type Asker, PARTS, type Part, questionFor } from './record-questions.ts'
import { figure, table } from './table.ts'

const { cpr } = CITIZENS.full
const ASKERS: readonly Asker[] = [
  { person: 'doctor', cpr, purpose: 'TREATMENT' },
  { person: 'full', cpr, purpose: 'OWN_RECORD' },
]

/** Each part alone and all of them, so often in turns, that what else the machine does hits all alike. */
const SETTINGS = [
  { name: 'as it is', slowMs: 0, rounds: 60 },
  { name: 'each service 150 ms slower', slowMs: 150, rounds: 12 },
] as const

const WARM_UP = 20
const PROFILED = 40

/** How long a whole overview takes, against the slowest part alone and against the slowest source within it; a table at a time. */
export async function* recordTables(): AsyncGenerator<string, void, undefined> {
  await using hub = await startRecordHub()
  for (const asker of ASKERS) {
    const body = questionFor(PARTS, asker)
    const first = await hub.ask(asker, body)
    yield `${asker.person}: the first overview takes ${figure(first.tookMs)} ms`
    for (let warm = 0; warm < WARM_UP; warm += 1) await hub.ask(asker, body)
    for (const setting of SETTINGS) yield settingTable(hub, asker, setting)
    yield costTable(hub, asker)
  }
  yield `hub and sandbox: peak ${figure(peakMegabytes(hub.pid))} MB`
}

type Setting = (typeof SETTINGS)[number]

async function settingTable(
  hub: RecordHub,
  asker: Asker,
  { name, slowMs, rounds }: Setting,
): Promise<string> {
  await hub.slowDown(slowMs)
  const took = new Map<Part | 'all', number[]>([...PARTS, 'all' as const].map((one) => [one, []]))
  const within: Within[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const [what, times] of took) {
      const parts = what === 'all' ? PARTS : [what]
      times.push((await hub.ask(asker, questionFor(parts, asker))).tookMs)
    }
    within.push(await withinOne(hub, asker))
  }
  await hub.slowDown(0)
  const rows = [...took].map(([what, times]) => ({
    what,
    p50: at(times, 0.5),
    p95: at(times, 0.95),
  }))
  const all = at(took.get('all') ?? [], 0.5)
  const slowest = Math.max(...rows.flatMap(({ what, p50 }) => (what === 'all' ? [] : [p50])))
  const ratio = at(
    within.map((one) => one.tookMs / one.slowestMs),
    0.5,
  )
  return table(
    [`${asker.person}, sandbox ${name}`, 'p50 ms', 'p95 ms'],
    [
      ...rows.map(({ what, p50, p95 }) => [
        what === 'all' ? 'overview' : what,
        figure(p50),
        figure(p95),
      ]),
      ['overview / slowest part alone', `${figure(all / slowest)}×`, ''],
      ['overview / slowest source within it', `${figure(ratio)}×`, ''],
    ],
  )
}

interface Within {
  readonly tookMs: number
  /** Of the source that took the longest within that overview. */
  readonly slowestMs: number
}

async function withinOne(hub: RecordHub, asker: Asker): Promise<Within> {
  const traceId = randomBytes(16).toString('hex')
  await hub.ask(asker, questionFor(PARTS, asker), traceId)
  const lines = (await hub.traceOf(traceId)).split('\n')
  const [, whole] = / {2}([\d.]+) ms/.exec(lines[0] ?? '') ?? []
  const sources = lines.flatMap((line) => /source \w+ {2}([\d.]+) ms/.exec(line)?.[1] ?? [])
  return { tookMs: Number(whole), slowestMs: Math.max(...sources.map(Number)) }
}

/** Processor time of one overview, and what it goes into. */
async function costTable(hub: RecordHub, asker: Asker): Promise<string> {
  const begun = { ms: performance.now(), cpu: processorMs(hub.pid) }
  for (let each = 0; each < PROFILED; each += 1) await hub.ask(asker, questionFor(PARTS, asker))
  const cpuMs = (processorMs(hub.pid) - begun.cpu) / PROFILED
  const perSecond = PROFILED / ((performance.now() - begun.ms) / 1_000)
  const spent = await profiled(hub, async () => {
    for (let each = 0; each < PROFILED; each += 1) await hub.ask(asker, questionFor(PARTS, asker))
  })
  const busy = [...spent].filter(([kind]) => kind !== 'idle').toSorted(([, a], [, b]) => b - a)
  const sum = busy.reduce((total, [, ms]) => total + ms, 0)
  return table(
    [`${asker.person}, one overview after the other`, ''],
    [
      ['overviews a second', figure(perSecond)],
      ['CPU ms of hub and sandbox', figure(cpuMs)],
      ...busy.map(([kind, ms]) => [`  ${kind}`, `${Math.round((ms / sum) * 100)} %`]),
    ],
  )
}

const at = (times: readonly number[], share: number): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * share)] ?? 0
