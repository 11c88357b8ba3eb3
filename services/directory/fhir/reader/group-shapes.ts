import { affiliationsOf } from '../resource/affiliation.ts'
import { groupResourceId, toGroupOrganization } from '../resource/group.ts'
import type { ListedShape } from './listed-things.ts'
import type { Paths } from './resource-matcher.ts'
import { isUnitId } from './unit-things.ts'

/** Groups as Organizations. */
export const GROUP_ORGANIZATIONS: ListedShape = {
  type: 'Organization',
  touched: 'group',
  isTheirs: (id) => !isUnitId(id),
  list: async (view) =>
    (await view.groups()).map((one) => ({
      id: groupResourceId(one.group.id),
      key: one.group.id,
      toResource: (version) => toGroupOrganization(one, version),
    })),
}

/** Where the values of a group's parameters stand. */
export const ORGANIZATION_PATHS: Paths = {
  active: 'active',
  identifier: 'identifier',
  name: 'name',
  partof: 'partOf',
  type: 'type',
  endpoint: 'endpoint',
  'address-postalcode': 'address.postalCode',
  'address-city': 'address.city',
  messageType: 'payloadType',
}

/** Membership in groups. */
export const AFFILIATIONS: ListedShape = {
  type: 'OrganizationAffiliation',
  touched: 'group',
  isTheirs: (id) => /^[0-9a-f]{40}$/.test(id),
  list: async (view) =>
    (await view.groups()).flatMap((one) =>
      affiliationsOf(one).map(({ id, toResource }) => ({ id, key: one.group.id, toResource })),
    ),
}

/** Where the values of an affiliation's parameters stand. */
export const AFFILIATION_PATHS: Paths = {
  active: 'active',
  date: 'period',
  identifier: 'identifier',
  'participating-organization': 'participatingOrganization',
  'primary-organization': 'organization',
  role: 'code',
  endpoint: 'endpoint',
}
