import type { GroupKind } from '../../domain/group/group.ts'
import type { GroupWithMembers } from '../../domain/group/group-page.ts'
import type { Resource } from '../resource.ts'
import { concept, element } from './element.ts'
import { CODES, PROFILE, SYSTEM } from './systems.ts'
import { metaOf, type Version } from './version.ts'

const PREFIX = 'group.'
// An id of R4 has 64 characters at most.
const LONGEST = 64 - PREFIX.length

/** The id of a group's Organization, apart from every SOR id: a SOR id has some 20 digits at most. */
export const groupResourceId = (groupId: string): string =>
  groupId.length <= LONGEST ? `${PREFIX}${groupId}` : groupId

const KINDS: Readonly<Record<GroupKind, string>> = {
  CLUSTER: 'Sundhedsklynge',
  HEALTH_COUNCIL: 'Sundhedsråd',
}

/** A group as an Organization of its own, outside the tree of units. */
export const toGroupOrganization = (
  { group, isInForce }: GroupWithMembers,
  version: Version,
): Resource => ({
  resourceType: 'Organization',
  id: groupResourceId(group.id),
  meta: metaOf(version, [PROFILE.organization]),
  ...element({
    identifier: [
      {
        system: SYSTEM.group,
        value: group.id,
        period: element({ start: group.validFrom, end: group.validTo }),
      },
    ],
    active: isInForce,
    type: [concept(CODES.groupKind, group.kind, KINDS[group.kind])],
    name: group.name,
  }),
})
