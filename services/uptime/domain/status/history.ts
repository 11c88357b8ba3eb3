import type { Share } from '../history/stretch.ts'
import type { Incident } from '../incident/incident.ts'
import type { Maintenance } from '../incident/maintenance.ts'

/** How long a service answered; one point for each quarter of an hour in which it did. */
export interface LatencyPoint {
  /** Its beginning, milliseconds since 1970 in UTC. */
  readonly at: number
  readonly meanMs: number
  readonly highestMs: number
}

/** What a server says it can do has changed. */
export interface CapabilityChange {
  /** RFC 3339 in UTC. */
  readonly at: string
  /** The probe that saw it. */
  readonly target: string
}

/** What the page of one service tells beside its status. */
export interface ServiceHistory {
  /** Of the last 24 hours, the oldest first. */
  readonly latency: readonly LatencyPoint[]
  /** The newest first. */
  readonly capabilityChanges: readonly CapabilityChange[]
  /** The newest first. */
  readonly incidents: readonly Incident[]
}

/** How one service spent a day on which something was wrong with it. */
export interface TroubledDay {
  readonly day: string
  readonly service: string
  readonly share: Share
}

/** What happened in a Danish month. */
export interface MonthHistory {
  /** `YYYY-MM`. */
  readonly month: string
  /** Those that were open in it, the newest first. */
  readonly incidents: readonly Incident[]
  readonly maintenance: readonly Maintenance[]
  readonly troubled: readonly TroubledDay[]
  /** Days of which there are figures. */
  readonly measuredDays: ReadonlySet<string>
}

/** What is read when it is asked for, as far as no caller's sight is concerned. */
export interface StatusHistory {
  serviceHistory(service: string): Promise<ServiceHistory>
  /** @param month `YYYY-MM` */
  monthHistory(month: string): Promise<MonthHistory>
  /** @returns null where there is none of that id */
  incident(id: string): Promise<Incident | null>
}
