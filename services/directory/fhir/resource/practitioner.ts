import type { Practitioner } from '../../domain/practitioner/practitioner.ts'
import type { Resource } from '../resource.ts'
import { absent, concept, element, reference } from './element.ts'
import { CODES, SYSTEM } from './systems.ts'
import { metaOf, type Version } from './version.ts'

/** A person as a Practitioner. The yder register gives no name, and the number that it gives is never taken in. */
export const toPractitioner = (person: Practitioner, version: Version): Resource => ({
  resourceType: 'Practitioner',
  id: person.id,
  meta: metaOf(version, []),
  ...element({
    identifier: [{ system: SYSTEM.person, value: person.id }],
    active: person.isInForce,
    name: [absent('unknown')],
  }),
})

/**
 * What a person does under a ydernummer. Which unit that is changes, and can be several: it is named by its number, and found by
 * searching.
 */
export const toPractitionerRole = (person: Practitioner, version: Version): Resource => {
  const { role, practice, ydernummer } = person
  return {
    resourceType: 'PractitionerRole',
    id: person.id,
    meta: metaOf(version, []),
    ...element({
      identifier: [{ system: SYSTEM.person, value: person.id }],
      active: person.isInForce,
      period: element({ start: person.validFrom, end: person.validTo }),
      practitioner: reference('Practitioner', person.id),
      organization: element({
        identifier: { system: SYSTEM.ydernummer, value: ydernummer },
        display: practice?.name,
      }),
      code: role ? [concept(CODES.personRole, role.code, role.display)] : [],
      specialty: practice?.speciality
        ? [concept(CODES.yderSpeciality, practice.speciality.code, practice.speciality.display)]
        : [],
    }),
  }
}
