import type { ColumnType, Generated } from 'kysely'
import type { CatalogueAccessPoint, CatalogueService } from '../../domain/catalogue.ts'
import type { Probe } from '../../domain/probe.ts'

/** Written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string, string>

/** A service as the catalogue describes it. One that the catalogue has lost stays, for its history. */
export interface ServiceTable {
  readonly id: string
  readonly document: Json<CatalogueService>
  /** Its place in the catalogue; null once it is no longer there. */
  readonly place: number | null
}

/** An access point of the register that is measured, by agreement with its owner. */
export interface AccessPointTable {
  readonly id: string
  readonly document: Json<CatalogueAccessPoint>
  readonly is_listed: boolean
}

/** Something to knock on. */
export interface TargetTable {
  readonly number: Generated<number>
  /** The target's id. */
  readonly id: string
  readonly subject: string
  readonly probe: Json<Probe>
  readonly is_listed: boolean
}

/** A process that measures, and when it was last heard of. */
export interface ProberTable {
  readonly name: string
  readonly seen_at: ColumnType<string, string, string>
}

/** Which prober measures a target, and until when it may think so. */
export interface LeaseTable {
  readonly target: number
  readonly prober: string
  readonly until: ColumnType<string, string, string>
}

/** What is watched, and by whom. */
export interface TargetTables {
  service: ServiceTable
  access_point: AccessPointTable
  target: TargetTable
  prober: ProberTable
  lease: LeaseTable
}
