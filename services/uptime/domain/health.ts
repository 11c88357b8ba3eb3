import type { HealthState } from './health-state.ts'

/** How a subject stands now. Instants are RFC 3339 in UTC. */
export interface Health {
  readonly state: HealthState
  readonly since: string | null
  readonly lastChecked: string | null
  readonly lastSuccess: string | null
  readonly latencyMs: number | null
  readonly certificateDaysLeft: number | null
  /** A code: why it is not up, or not measured. */
  readonly reason: string | null
}

/** Share of the measured time that was up, and how much of the window was measured; planned maintenance is left out of both. */
export interface UptimeShare {
  /** 0 to 1; null where nothing was measured. */
  readonly ratio: number | null
  readonly measuredRatio: number
  readonly days: number
}
