import type { Unit } from '../../domain/unit/unit.ts'
import type { Resource } from '../resource.ts'
import { addressOf, telecomOf } from './contact.ts'
import { element, reference } from './element.ts'
import { ownPlace } from './place.ts'
import { PROFILE, SYSTEM } from './systems.ts'
import { FACILITY, typeConcept } from './unit-codes.ts'
import { metaOf, type Version } from './version.ts'

/**
 * The place of a unit, as mCSD pairs a facility's Organization and Location. It is part of no other: SOR tells which unit
 * belongs to which, not which place lies in which.
 *
 * @returns null where the unit has no place of its own
 */
export function toLocation(unit: Unit, version: Version): Resource | null {
  const place = ownPlace(unit)
  if (place === null) return null
  const { position } = place
  const types = [FACILITY, ...(unit.type ? [typeConcept(unit.type)] : [])]
  return {
    resourceType: 'Location',
    id: unit.sorId,
    meta: metaOf(version, [PROFILE.location, ...(unit.type ? [PROFILE.facilityLocation] : [])]),
    ...element({
      identifier: [{ use: 'official', system: SYSTEM.sor, value: unit.sorId }],
      status: unit.status === 'ACTIVE' ? 'active' : 'inactive',
      name: unit.name,
      mode: 'instance',
      type: types,
      telecom: telecomOf(unit.contact),
      address: addressOf(place, 'physical'),
      position: position && { longitude: position.longitude, latitude: position.latitude },
      managingOrganization: reference('Organization', unit.sorId),
    }),
  }
}
