import type { Finding } from '../../client/probe/finding.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Probe } from '../../domain/probe.ts'
import { hostOf } from '../../domain/probe-host.ts'
import type { Target } from '../../domain/target.ts'
import type { ProbeLimits } from './limits.ts'

/** What a measurement is made with. */
export interface Measuring {
  /** Name of this process. */
  readonly prober: string
  readonly limits: ProbeLimits
  readonly now: () => Date
  readonly knock: (probe: Probe) => Promise<Finding>
  /** Milliseconds before a failure is tried again. */
  readonly confirmAfterMs: number
  readonly sleep: (ms: number) => Promise<void>
  readonly connection: () => Promise<'online' | 'offline'>
}

/**
 * Measures a target once. A failure counts when a second try fails too, and when it is not ourselves who are offline.
 *
 * @returns null where nothing can be said, because we are offline
 */
export async function measure(target: Target, measuring: Measuring): Promise<Outcome | null> {
  const { probe } = target
  const { limits, now, confirmAfterMs, sleep } = measuring
  const knock = () => limits.run(hostOf(probe), () => measuring.knock(probe))
  const at = now().toISOString()
  const first = await knock()
  if (first.verdict !== 'DOWN') return outcome(target, at, first, measuring)
  await sleep(confirmAfterMs)
  const second = await knock()
  if (second.verdict !== 'DOWN') return outcome(target, at, second, measuring)
  return (await measuring.connection()) === 'offline'
    ? null
    : outcome(target, at, second, measuring)
}

const outcome = ({ id }: Target, at: string, finding: Finding, { prober }: Measuring): Outcome => ({
  targetId: id,
  at,
  prober,
  ...finding,
})
