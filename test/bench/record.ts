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

async function settingTable(hub: RecordHub, asker: Asker, setting: Setting): Promise<string> {
  const { alone, whole, within } = await timesOf(hub, asker, setting)
  const parts = [...alone].map(([part, times]) => ({ part, p50: at(times, 0.5), times }))
  const [overview, slowest] = [at(whole, 0.5), Math.max(...parts.map(({ p50 }) => p50))]
  const row = (name: string, p50: number, times: readonly number[]) => [
    ...[name, figure(p50), figure(at(times, 0.95))],
  ]
  return table(
    [`${asker.person}, sandbox ${setting.name}`, 'p50 ms', 'p95 ms'],
    [
      ...parts.map(({ part, p50, times }) => row(part, p50, times)),
      ['all of these together', figure(parts.reduce((sum, { p50 }) => sum + p50, 0)), ''],
      row('overview', overview, whole),
      ['overview / slowest part alone', `${figure(overview / slowest)}×`, ''],
      ['overview / slowest source within it', `${figure(at(within, 0.5))}×`, ''],
    ],
  )
}

/** How long questions took, in milliseconds. */
interface Times {
  readonly alone: ReadonlyMap<Part, readonly number[]>
  readonly whole: readonly number[]
  /** How many times as long as its slowest source each overview took. */
  readonly within: readonly number[]
}

async function timesOf(hub: RecordHub, asker: Asker, { slowMs, rounds }: Setting): Promise<Times> {
  const alone = new Map<Part, number[]>(PARTS.map((part) => [part, []]))
  const whole: number[] = []
  const within: number[] = []
  await hub.slowDown(slowMs)
  for (let round = 0; round < rounds; round += 1) {
    for (const [part, times] of alone)
      times.push((await hub.ask(asker, questionFor([part], asker))).tookMs)
    whole.push((await hub.ask(asker, questionFor(PARTS, asker))).tookMs)
    within.push(await ratioWithin(hub, asker))
  }
  await hub.slowDown(0)
  return { alone, whole, within }
}

/** How many times as long as its slowest source one overview took, by its trace. */
async function ratioWithin(hub: RecordHub, asker: Asker): Promise<number> {
  const traceId = randomBytes(16).toString('hex')
  await hub.ask(asker, questionFor(PARTS, asker), traceId)
  const lines = (await hub.traceOf(traceId)).split('\n')
  const [, whole] = / {2}([\d.]+) ms/.exec(lines[0] ?? '') ?? []
  const sources = lines.flatMap((line) => /source \w+ {2}([\d.]+) ms/.exec(line)?.[1] ?? [])
  return Number(whole) / Math.max(...sources.map(Number))
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
