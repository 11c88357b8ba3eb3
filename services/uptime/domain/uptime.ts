import type { ConsumerCalls } from './calls/failing.ts'
import type { CatalogueService } from './catalogue.ts'
import type { Health, UptimeShare } from './health.ts'
import type { HealthState } from './health-state.ts'
import type { Incident } from './incident/incident.ts'
import type { Maintenance } from './incident/maintenance.ts'
import type { ErrorBudget } from './objective/error-budget.ts'
import type { Subject } from './subject.ts'
import type { TimeWindow } from './time/window.ts'

/** An access point as the register tells of it; null where an endpoint has none. */
export interface AccessPointReference {
  readonly id: string
  readonly url: string | null
}

/** A health, and what it is of; null where it is of nothing that is measured. */
export interface SubjectHealth extends Health {
  readonly subject: Subject | null
}

/** Which incidents to read, the newest first. */
export interface IncidentQuestion {
  /** Null for open and closed ones. */
  readonly isOpen: boolean | null
  /** Null for all services. */
  readonly service: string | null
  readonly first: number
  /** Stands behind the incident already read; null for the newest. */
  readonly after: IncidentCursor | null
}

/** A place among the incidents, the newest first. */
export interface IncidentCursor {
  readonly openedAt: string
  readonly id: string
}

/** Some incidents, the newest first. */
export interface IncidentPage {
  readonly incidents: readonly Incident[]
  readonly hasMore: boolean
}

/** What is known of uptime, as one caller may see it. What is asked at one time is read together. */
export interface Uptime {
  /** In the catalogue's order. */
  services(): Promise<readonly CatalogueService[]>
  /** @returns null where there is none, or the caller may not see it */
  service(id: string): Promise<CatalogueService | null>
  healthOfService(id: string): Promise<SubjectHealth>
  /**
   * @param accessPoint null for an endpoint that the register gives none
   * @throws {HealthWithheld} where its owner shows it to nobody else
   */
  healthOfAccessPoint(accessPoint: AccessPointReference | null): Promise<SubjectHealth>
  /**
   * @param organisation SOR id; the services that it owns count too
   * @returns null where nothing of it is measured, or could be
   * @throws {HealthWithheld} where a part of it is shown to its owner only
   */
  worstHealth(
    organisation: string,
    accessPoints: readonly (AccessPointReference | null)[],
  ): Promise<HealthState | null>
  /** @param days the last ones up to now */
  uptimeOf(subject: Subject | null, days: number): Promise<UptimeShare>
  /**
   * How the hub's own calls to a service went in the last hour, by consumer: all of them for operators and its owner, else
   * those of the caller itself.
   */
  callersOf(service: CatalogueService): Promise<readonly ConsumerCalls[]>
  errorBudgetOf(service: CatalogueService): Promise<ErrorBudget>
  /** Only incidents of services that the caller may see. */
  incidents(question: IncidentQuestion): Promise<IncidentPage>
  /** @returns null where there is none, or it is of no service that the caller may see */
  incident(id: string): Promise<Incident | null>
  /** Announced maintenance that touches a window, of services that the caller may see; by its beginning. */
  maintenance(window: TimeWindow): Promise<readonly Maintenance[]>
  /** The same of what is going on and what is to come; read once for all who ask. */
  maintenanceAhead(): Promise<readonly Maintenance[]>
}
