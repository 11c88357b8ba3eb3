import type { ColumnType, Generated } from 'kysely'
import type { BothLanguages, Severity } from '../../domain/catalogue.ts'
import type { IncidentEventKind } from '../../domain/incident/incident.ts'

type Instant = ColumnType<string, string, string>
/** Written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string, string>

/** A cause, and what suffers from it. */
export interface IncidentTable {
  readonly id: string
  readonly root: string
  readonly severity: Severity
  readonly opened_at: Instant
  readonly closed_at: Instant | null
  /** The incident that it was found to be a part of. */
  readonly merged_into: string | null
}

/** A service in an incident. */
export interface IncidentServiceTable {
  readonly incident: string
  readonly service: string
  readonly joined_at: Instant
  readonly recovered_at: Instant | null
}

/** A line of an incident's time line. */
export interface IncidentEventTable {
  readonly number: Generated<string>
  readonly incident: string
  readonly at: Instant
  readonly kind: IncidentEventKind
  readonly service: string | null
  /** Null where it is the rules that speak. */
  readonly author: string | null
  readonly text: Json<BothLanguages> | null
}

/** Maintenance that was announced. */
export interface MaintenanceTable {
  readonly id: string
  readonly services: readonly string[]
  readonly starts_at: Instant
  readonly ends_at: Instant
  readonly title: Json<BothLanguages>
  readonly announced_at: Instant
  readonly cancelled_at: Instant | null
}

/** What went wrong, and what was going to. */
export interface IncidentTables {
  incident: IncidentTable
  incident_service: IncidentServiceTable
  incident_event: IncidentEventTable
  maintenance: MaintenanceTable
}
