import { createHash } from 'node:crypto'
import type { GroupMember, GroupRole } from '../../domain/group/group.ts'
import type { GroupWithMembers } from '../../domain/group/group-page.ts'
import { labelOf } from '../../domain/vocabulary/codes.ts'
import type { FhirElement, Resource } from '../resource.ts'
import { element, reference } from './element.ts'
import { groupResourceId } from './group.ts'
import { CODES, PROFILE, SYSTEM } from './systems.ts'
import { metaOf, type Version } from './version.ts'

/** A membership, before it is known which revision made it so. */
export interface Affiliation {
  readonly id: string
  toResource(version: Version): Resource
}

/** Who takes part in a group, each as an affiliation of its own. */
export function affiliationsOf(group: GroupWithMembers): readonly Affiliation[] {
  const byId = new Map(group.members.map((member) => [affiliationId(group, member), member]))
  return [...byId].map(([id, member]) => ({
    id,
    toResource: (version) => toAffiliation(group, { id, member, version }),
  }))
}

// By what the source itself says of the member, so that it stays when the unit that is meant becomes known.
function affiliationId({ group }: GroupWithMembers, member: GroupMember): string {
  const named = member.name ?? member.municipality ?? member.sorId ?? ''
  const text = JSON.stringify([group.id, member.role, named])
  return createHash('sha256').update(text).digest('hex').slice(0, 40)
}

const ROLES: Readonly<Record<GroupRole, string>> = {
  REGION: 'Region',
  ACUTE_HOSPITAL: 'Akutsygehus',
  MUNICIPALITY: 'Kommune',
  OTHER: 'Anden deltager',
}

function toAffiliation(
  { group, isInForce }: GroupWithMembers,
  made: { readonly id: string; readonly member: GroupMember; readonly version: Version },
): Resource {
  const { id, member, version } = made
  const participant = participantOf(member)
  return {
    resourceType: 'OrganizationAffiliation',
    id,
    meta: metaOf(version, participant === null ? [] : [PROFILE.affiliation]),
    ...element({
      identifier: [{ system: SYSTEM.member, value: id }],
      active: isInForce,
      period: element({ start: member.validFrom, end: member.validTo }),
      organization: reference('Organization', groupResourceId(group.id)),
      participatingOrganization: participant,
      code: [
        element({
          coding: [
            { system: CODES.organisationRole, code: 'member', display: 'Member' },
            { system: CODES.groupRole, code: member.role, display: ROLES[member.role] },
          ],
        }),
      ],
    }),
  }
}

const MUNICIPALITIES = 'http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes'

/** The unit that is meant; where no unit is known, what the source says. */
function participantOf({ sorId, municipality, name }: GroupMember): FhirElement | null {
  if (sorId !== null) return element({ ...reference('Organization', sorId), display: name })
  if (municipality !== null) {
    const display = name ?? labelOf('municipality', municipality)
    return element({ identifier: { system: MUNICIPALITIES, value: municipality }, display })
  }
  return name === null ? null : { display: name }
}
