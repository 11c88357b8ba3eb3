import { wrongGln } from '../../domain/identifier/gln.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import type { FhirElement, Resource } from '../resource.ts'
import { addressOf, telecomOf } from './contact.ts'
import { element, reference } from './element.ts'
import { ownPlace } from './place.ts'
import { PROFILE, SYSTEM } from './systems.ts'
import { FACILITY, levelConcept, typeConcept } from './unit-codes.ts'
import { metaOf, type Version } from './version.ts'

/** A unit with the mailboxes that it carries itself; those it inherits are found by going up `partOf`. */
export interface CarryingUnit {
  readonly unit: Unit
  readonly mailboxes: readonly { readonly id: string; readonly gln: string }[]
}

/**
 * A unit as an Organization. All in it is the unit's own: a resource that showed what it inherits would change without a
 * version of its own.
 */
export function toOrganization({ unit, mailboxes }: CarryingUnit, version: Version): Resource {
  const glns = [...new Set(mailboxes.map(({ gln }) => gln))].sort()
  const { postal, visiting, parentId } = unit
  const address = [
    postal && addressOf(postal, 'postal'),
    visiting && addressOf(visiting, 'physical'),
  ]
  return {
    resourceType: 'Organization',
    id: unit.sorId,
    meta: metaOf(version, profilesOf(unit, glns)),
    ...element({
      identifier: identifiersOf(unit, glns),
      active: unit.status === 'ACTIVE',
      type: [
        ...[levelConcept(unit.level), ...(unit.type ? [typeConcept(unit.type)] : [])],
        ...(ownPlace(unit) ? [FACILITY] : []),
      ],
      name: unit.name,
      telecom: telecomOf(unit.contact),
      address: address.filter((one) => one !== null),
      partOf: parentId === null ? null : reference('Organization', parentId),
      endpoint: mailboxes.map(({ id }) => reference('Endpoint', id)),
    }),
  }
}

const identifiersOf = (unit: Unit, glns: readonly string[]): readonly FhirElement[] => [
  { use: 'official', system: SYSTEM.sor, value: unit.sorId },
  ...(unit.cvr === null ? [] : [{ use: 'official', system: SYSTEM.cvr, value: unit.cvr }]),
  ...unit.ydernumre.map((value) => ({ system: SYSTEM.ydernummer, value })),
  ...(unit.shak === null ? [] : [{ system: SYSTEM.shak, value: unit.shak }]),
  ...glns.map((value) => ({ use: 'official', system: SYSTEM.gln, value })),
]

function profilesOf(unit: Unit, glns: readonly string[]): readonly string[] {
  const isDanish =
    unit.ydernumre.length < 2 &&
    glns.length < 2 &&
    glns.every((gln) => wrongGln(gln) === null) &&
    (unit.cvr === null || isCompany(unit.cvr))
  return [
    PROFILE.organization,
    ...(ownPlace(unit) ? [PROFILE.facilityOrganization] : []),
    ...(isDanish ? [PROFILE.dkCoreOrganization, PROFILE.eerOrganization] : []),
  ]
}

const CVR_WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1]

/** dk-core takes a CVR only with its modulus 11, which the registers do not promise. */
const isCompany = (cvr: string): boolean =>
  cvr.length === 8 &&
  CVR_WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(cvr[place]), 0) % 11 === 0
