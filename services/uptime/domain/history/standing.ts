import type { Outcome, Verdict } from '../outcome.ts'

/** The last word on one target. Instants are milliseconds since 1970 in UTC. */
export interface Standing {
  readonly verdict: Verdict
  /** Since when it says so without a gap. */
  readonly since: number
  readonly lastAt: number
  readonly lastSuccess: number | null
  readonly capability: string | null
}

/** What one more outcome does to the history of a target. */
export interface Step {
  readonly standing: Standing
  /** The run that was open ends here; null where it goes on, or there was none. */
  readonly endedAt: number | null
  /** A new run begins. */
  readonly begins: boolean
  /** The verdict is another than the last one; the first one of all is no change. */
  readonly turned: boolean
  /** What the server says it can do is other than before. */
  readonly capabilityChanged: boolean
}

/**
 * Takes one outcome into the history of its target.
 *
 * @param last null for the first outcome of all
 * @param freshMs how long an outcome speaks when no other follows
 * @returns null for an outcome that is older than the last one: another prober was first
 */
export function step(last: Standing | null, outcome: Outcome, freshMs: number): Step | null {
  const at = Date.parse(outcome.at)
  if (last && at <= last.lastAt) return null
  const { verdict } = outcome
  const speaksUntil = last ? last.lastAt + freshMs : at
  const goesOn = last !== null && at <= speaksUntil && verdict === last.verdict
  const capability = outcome.capability ?? last?.capability ?? null
  return {
    standing: {
      verdict,
      since: goesOn ? last.since : at,
      lastAt: at,
      lastSuccess: verdict === 'DOWN' ? (last?.lastSuccess ?? null) : at,
      capability,
    },
    endedAt: last === null || goesOn ? null : Math.min(at, speaksUntil),
    begins: !goesOn,
    turned: last !== null && verdict !== last.verdict,
    capabilityChanged: (last?.capability ?? null) !== null && capability !== last?.capability,
  }
}

/** An outcome speaks for so many intervals when no other follows; then nobody knows. */
const FRESH_INTERVALS = 3

/** How long an outcome of a probe speaks, in milliseconds. */
export const freshMsOf = ({
  everyMs,
  timeoutMs,
}: {
  readonly everyMs: number
  readonly timeoutMs: number
}): number => FRESH_INTERVALS * everyMs + timeoutMs
