import type { Severity } from '../catalogue.ts'
import type { HealthState } from '../health-state.ts'

/** A service as the rules of incidents look at it. Instants are milliseconds since 1970 in UTC. */
export interface WatchedService {
  readonly id: string
  readonly dependsOn: readonly string[]
  readonly severity: Severity
  readonly state: HealthState
  /** Since when the state is what it is. */
  readonly since: number
}

/** An incident that is open. */
export interface OpenIncident {
  readonly id: string
  readonly root: string
  readonly openedAt: number
  /** Services that it holds. */
  readonly members: readonly IncidentMember[]
}

/** A service in an incident; `recoveredAt` is null while it has not been well for long enough. */
export interface IncidentMember {
  readonly service: string
  readonly recoveredAt: number | null
}

/** How long things must last before they count; milliseconds. */
export interface IncidentTimes {
  readonly downForMs: number
  readonly degradedForMs: number
  readonly wellForMs: number
}

/** An incident opens when a service is down for a minute or slow for a quarter of an hour, and closes after five minutes well. */
export const INCIDENT_TIMES: IncidentTimes = {
  downForMs: 60_000,
  degradedForMs: 900_000,
  wellForMs: 300_000,
}
