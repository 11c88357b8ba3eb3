import type { ResourceKind } from '../port.ts'
import { idsAt } from '../reader/resource-values.ts'
import { PROFILE } from '../resource/systems.ts'
import { parametersOf } from './parameters.ts'

const of = parametersOf('OrganizationAffiliation')

/** Who takes part in which group. */
export const ORGANIZATION_AFFILIATION_KIND: ResourceKind = {
  type: 'OrganizationAffiliation',
  profiles: [PROFILE.affiliation],
  documentation:
    'That a region, a hospital or a municipality is a member of a health cluster or a health council: the group is the organization, the member the participatingOrganization. A member that is no unit of the register goes by its identifier or its name.',
  parameters: [
    of('active', 'token', 'Whether the group is in force on the day.'),
    of('date', 'date', 'When the member takes part.'),
    of('identifier', 'token', 'Of the membership.'),
    of('participating-organization', 'reference', 'The member.', { targets: ['Organization'] }),
    of('primary-organization', 'reference', 'The group.', { targets: ['Organization'] }),
    of('role', 'token', 'What the member is to the group; member for all.'),
    of('endpoint', 'reference', 'None has any.', { targets: ['Endpoint'] }),
  ],
  sortable: [],
  links: [
    {
      parameter: 'participating-organization',
      target: 'Organization',
      idsOf: idsAt('participatingOrganization', 'Organization'),
    },
    {
      parameter: 'primary-organization',
      target: 'Organization',
      idsOf: idsAt('organization', 'Organization'),
    },
    { parameter: 'endpoint', target: 'Endpoint', idsOf: idsAt('endpoint', 'Endpoint') },
  ],
}
