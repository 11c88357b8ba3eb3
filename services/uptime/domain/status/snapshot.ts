import type { CatalogueService } from '../catalogue.ts'
import type { Health, UptimeShare } from '../health.ts'
import type { Share } from '../history/stretch.ts'
import type { Incident } from '../incident/incident.ts'
import type { Maintenance } from '../incident/maintenance.ts'
import type { ErrorBudget } from '../objective/error-budget.ts'

/** Days that a row of bars shows, today among them. */
export const BAR_DAYS = 90

/** How a Danish day was spent; null where there are no figures of it. */
export interface DaySpent {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly share: Share | null
}

/** A service as the status page tells of it. */
export interface ServiceStatus {
  readonly service: CatalogueService
  readonly health: Health
  /** {@link BAR_DAYS} of them, the oldest first. */
  readonly days: readonly DaySpent[]
  readonly last30Days: UptimeShare
  readonly last90Days: UptimeShare
  readonly budget: ErrorBudget
}

/** An access point as the status page tells of it. */
export interface AccessPointStatus {
  readonly id: string
  readonly organisation: string | null
  readonly isReleased: boolean
  readonly health: Health
}

/** All that the status page is made of, as it was at one moment. */
export interface StatusSnapshot {
  /** Milliseconds since 1970 in UTC. */
  readonly at: number
  /** In the catalogue's order. */
  readonly services: readonly ServiceStatus[]
  readonly accessPoints: readonly AccessPointStatus[]
  /** Those that are open, and the latest that are not, the newest first. */
  readonly incidents: readonly Incident[]
  /** Going on or ahead, by its beginning. */
  readonly maintenance: readonly Maintenance[]
}
