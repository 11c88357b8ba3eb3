import type { Resource } from '../resource.ts'
import { telecomOf } from './contact.ts'
import { element, reference } from './element.ts'
import type { CarryingUnit } from './organization.ts'
import { offersService, ownPlace } from './place.ts'
import { PROFILE, SYSTEM } from './systems.ts'
import { specialityConcept, typeConcept } from './unit-codes.ts'
import { metaOf, type Version } from './version.ts'

/**
 * What a unit offers: its type and its specialities, as one service.
 *
 * @returns null where the unit tells of none
 */
export function toHealthcareService(
  { unit, mailboxes }: CarryingUnit,
  version: Version,
): Resource | null {
  if (!offersService(unit)) return null
  const specialities = unit.specialities.map(specialityConcept)
  return {
    resourceType: 'HealthcareService',
    id: unit.sorId,
    meta: metaOf(version, [PROFILE.healthcareService]),
    ...element({
      identifier: [{ use: 'official', system: SYSTEM.sor, value: unit.sorId }],
      active: unit.status === 'ACTIVE',
      providedBy: reference('Organization', unit.sorId),
      type: unit.type ? [typeConcept(unit.type)] : specialities,
      specialty: specialities,
      location: ownPlace(unit) ? [reference('Location', unit.sorId)] : [],
      name: unit.name,
      telecom: telecomOf(unit.contact),
      endpoint: mailboxes.map(({ id }) => reference('Endpoint', id)),
    }),
  }
}
