import type { ResourceKind } from '../port.ts'
import { idsAt } from '../reader/resource-values.ts'
import { PROFILE } from '../resource/systems.ts'
import { parametersOf } from './parameters.ts'

const of = parametersOf('Location')

/** The places of units. */
export const LOCATION_KIND: ResourceKind = {
  type: 'Location',
  profiles: [PROFILE.location, PROFILE.facilityLocation],
  documentation:
    'Where a unit is that tells a place of its own, under the same id as its Organization. SOR does not tell which place lies in which, so that none is part of another.',
  parameters: [
    of('identifier', 'token', 'SOR id of the unit, or another number that it goes by.'),
    of('name', 'string', 'Begins with, whatever the case.'),
    of('organization', 'reference', 'The unit whose place it is.', { targets: ['Organization'] }),
    of('type', 'token', 'facility, or the kind of the unit.'),
    of('status', 'token', 'active or inactive, as the unit is on the day.'),
  ],
  sortable: ['name'],
  links: [
    {
      parameter: 'organization',
      target: 'Organization',
      idsOf: idsAt('managingOrganization', 'Organization'),
    },
  ],
}
