import type { BlockList } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Log } from '../../../kit/log.ts'
import type { Metrics } from '../../../kit/telemetry/metrics.ts'
import { knock } from '../../client/probe/knock.ts'
import { leaseTermsFor } from '../../domain/lease-terms.ts'
import type { Probe } from '../../domain/probe.ts'
import type { Target } from '../../domain/target.ts'
import { recordOutcomes } from '../../store/history/record-outcomes.ts'
import { giveUpLeases, takeLeases } from '../../store/leases/take-leases.ts'
import type { Tables } from '../../store/tables.ts'
import { ProbeLimits } from './limits.ts'
import { Probing } from './probing.ts'
import { Recorder } from './recorder.ts'
import { ownConnection } from './references.ts'

/** How this process measures. */
export interface ProberSettings {
  /** Name of this process among all that measure. */
  readonly prober: string
  /** Probes under way at one time. */
  readonly most: number
  readonly mostPerHost: number
  /** Inside addresses that may be knocked on all the same. */
  readonly allowed: BlockList
  /** Certificates that are trusted beside the usual ones, in PEM. */
  readonly authorities: readonly string[]
  readonly secretOf: (variable: string) => string | null
  readonly confirmAfterMs: number
}

/** What measuring needs beside its settings. */
export interface ProbingWork {
  readonly db: Kysely<Tables>
  readonly settings: ProberSettings
  /** Of the catalogue: all fail when it is we who are offline. */
  readonly references: readonly Probe[]
  /** Intervals of everything that is watched, in milliseconds. */
  readonly intervalsMs: readonly number[]
  readonly log: Pick<Log, 'warn' | 'error'>
  readonly metrics: Pick<Metrics, 'counter' | 'gauge'>
}

const RECORD_EVERY_MS = 500
const MOST_HELD = 50_000

/** Measures this process's share of the targets until it is disposed; then it gives its share back. */
export function startProbing(work: ProbingWork): AsyncDisposable {
  const stack = new AsyncDisposableStack()
  const { db, log, metrics, settings } = work
  const stopping = new AbortController()
  const measured = metrics.counter('uptime.probes', 'Measurements made, by verdict')
  const recorder = stack.use(
    new Recorder({
      record: (outcomes) => recordOutcomes(db, outcomes),
      ...{ everyMs: RECORD_EVERY_MS, mostHeld: MOST_HELD },
      onFault: (err) => log.warn({ err }, 'Measurements are not recorded yet'),
      onLost: (count) => log.error({ count }, 'Measurements are lost'),
    }),
  )
  const probing = stack.use(probingOf(work, { recorder, measured, stopping: stopping.signal }))
  stack.use(
    metrics.gauge('uptime.targets', 'Targets that this process measures', () => probing.size),
  )
  const leasing = keepLeases(work, probing, stopping.signal)
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await leasing
      await stack.disposeAsync()
      await giveUpLeases(db, settings.prober).catch((err) =>
        log.warn({ err }, 'Leases are left to run out'),
      )
    },
  }
}

function probingOf(
  { settings, references, log, metrics }: ProbingWork,
  around: {
    readonly recorder: Recorder
    readonly measured: (labels: Readonly<Record<string, string>>) => void
    readonly stopping: AbortSignal
  },
): Probing {
  const { recorder, measured, stopping } = around
  const now = () => new Date()
  const ask = (probe: Probe) => knock(probe, { ...settings, now, signal: stopping })
  const leftOut = metrics.counter(
    'uptime.probes.left.out',
    'Measurements that came too late to begin',
  )
  return new Probing({
    measuring: {
      ...{ prober: settings.prober, confirmAfterMs: settings.confirmAfterMs, now, knock: ask },
      limits: new ProbeLimits(settings),
      sleep: (ms) => pause(ms, undefined, { signal: stopping }),
      connection: ownConnection(references, { knock: ask, now: () => Date.now() }),
    },
    random: Math.random,
    sleepUntil: (atMs, signal) => pause(Math.max(0, atMs - Date.now()), undefined, { signal }),
    onOutcome: (_target: Target, outcome) => {
      measured({ verdict: outcome?.verdict ?? 'OFFLINE' })
      if (outcome) recorder.add(outcome)
    },
    onLeftOut: (_target, count) => {
      for (let each = 0; each < count; each += 1) leftOut({})
    },
    onFault: (err) => {
      if (!stopping.aborted) log.error({ err }, 'A probe broke')
    },
  })
}

async function keepLeases(
  { db, settings, intervalsMs, log }: ProbingWork,
  probing: Probing,
  signal: AbortSignal,
): Promise<void> {
  const { renewEveryMs, heldForMs } = leaseTermsFor(intervalsMs)
  let heldUntil = 0
  while (!signal.aborted) {
    const askedAt = Date.now()
    try {
      probing.use(await takeLeases(db, { prober: settings.prober, heldForMs }))
      heldUntil = askedAt + heldForMs
    } catch (err) {
      log.warn({ err }, 'Leases are not renewed')
      // Others take over from now on; measuring on would count everything twice.
      if (Date.now() >= heldUntil) probing.use([])
    }
    await pause(renewEveryMs, undefined, { signal }).catch(() => {})
  }
}
