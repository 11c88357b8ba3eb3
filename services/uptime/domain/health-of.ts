import type { Health } from './health.ts'
import type { HealthState, UnmeasuredReason } from './health-state.ts'
import type { ReasonCode, Verdict } from './outcome.ts'

/** The last word on one target. Instants are milliseconds since 1970 in UTC. */
export interface TargetWord {
  readonly verdict: Verdict
  readonly since: number
  readonly lastAt: number
  /** Until when it speaks. */
  readonly freshUntil: number
  readonly lastSuccess: number | null
  readonly latencyMs: number | null
  readonly reason: ReasonCode | null
  readonly certificateDaysLeft: number | null
}

/**
 * How a subject stands, of the last words on its targets: down where one is, and known only where all are.
 *
 * @param words one for each target; null for one that was never measured
 * @param maintenanceSince when the announced maintenance began that is going on; null for none
 */
export function healthOf(
  words: readonly (TargetWord | null)[],
  { now, maintenanceSince }: { readonly now: number; readonly maintenanceSince: number | null },
): Health {
  const known = words.filter((word) => word !== null)
  const { state, since, reason } = standOf(words, now)
  const days = known.flatMap(({ certificateDaysLeft }) => certificateDaysLeft ?? [])
  const isKept = maintenanceSince !== null
  return {
    state: isKept ? 'MAINTENANCE' : state,
    since: instant(isKept ? maintenanceSince : since),
    lastChecked: instant(latest(known.map(({ lastAt }) => lastAt))),
    lastSuccess: instant(earliestOfAll(words.map((word) => word?.lastSuccess ?? null))),
    latencyMs: latest(known.flatMap(({ latencyMs }) => latencyMs ?? [])),
    certificateDaysLeft: days.length > 0 ? Math.min(...days) : null,
    reason: isKept ? null : reason,
  }
}

/** How a subject stands that is not measured. */
export const unmeasured = (reason: UnmeasuredReason): Health => ({
  ...{ state: 'UNMEASURED', since: null, lastChecked: null, lastSuccess: null },
  ...{ latencyMs: null, certificateDaysLeft: null, reason },
})

interface Stand {
  readonly state: HealthState
  readonly since: number | null
  readonly reason: string | null
}

function standOf(words: readonly (TargetWord | null)[], now: number): Stand {
  const fresh = words.map((word) => (word && now <= word.freshUntil ? word : null))
  const saying = (verdict: Verdict) => fresh.filter((word) => word?.verdict === verdict)
  const worst = (found: readonly (TargetWord | null)[], state: HealthState): Stand => {
    const [first] = found.flatMap((word) => word ?? []).sort((a, b) => a.since - b.since)
    return { state, since: first?.since ?? null, reason: first?.reason ?? null }
  }
  if (saying('DOWN').length > 0) return worst(saying('DOWN'), 'DOWN')
  if (fresh.includes(null)) {
    const lapsed = words.filter((word) => word !== null && now > word.freshUntil)
    const since = earliestOfAll(lapsed.map((word) => word?.freshUntil ?? null))
    return { state: 'UNKNOWN', since, reason: 'NO_FRESH_MEASUREMENT' }
  }
  if (saying('DEGRADED').length > 0) return worst(saying('DEGRADED'), 'DEGRADED')
  const since = latest(fresh.flatMap((word) => word?.since ?? []))
  return words.length === 0
    ? { state: 'UNKNOWN', since: null, reason: 'NO_FRESH_MEASUREMENT' }
    : { state: 'UP', since, reason: null }
}

const latest = (values: readonly number[]): number | null =>
  values.length > 0 ? Math.max(...values) : null

/** Null where one of them is: then it has never been so of all. */
const earliestOfAll = (values: readonly (number | null)[]): number | null =>
  values.length === 0 || values.includes(null)
    ? null
    : Math.min(...values.map((value) => value ?? 0))

const instant = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString()
