import type { TouchedKind } from '../../domain/catalogue/catalogue.ts'
import { EVERY, type UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import { toHealthcareService } from '../resource/healthcare-service.ts'
import { toLocation } from '../resource/location.ts'
import { type CarryingUnit, toOrganization } from '../resource/organization.ts'
import type { Version } from '../resource/version.ts'
import type { Resource, ResourceType } from '../resource.ts'

/** How a unit is seen as a resource of one type. */
export interface UnitShape {
  readonly type: ResourceType
  readonly touched: TouchedKind
  /** Holds of the units that are resources of the type. */
  readonly condition: UnitCondition
  /** Whether its mailboxes are shown. */
  readonly showsMailboxes: boolean
  /** @returns null where the unit is none of the type */
  toResource(carrying: CarryingUnit, version: Version): Resource | null
}

export const ORGANIZATION: UnitShape = {
  type: 'Organization',
  touched: 'unit',
  condition: EVERY,
  showsMailboxes: true,
  toResource: toOrganization,
}

export const LOCATION: UnitShape = {
  type: 'Location',
  touched: 'place',
  condition: { kind: 'place' },
  showsMailboxes: false,
  toResource: ({ unit }, version) => toLocation(unit, version),
}

export const HEALTHCARE_SERVICE: UnitShape = {
  type: 'HealthcareService',
  touched: 'service',
  condition: { kind: 'service' },
  showsMailboxes: true,
  toResource: toHealthcareService,
}
