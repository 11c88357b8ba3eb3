import type { ResourceKind } from '../port.ts'
import { idsAt } from '../reader/resource-values.ts'
import { PROFILE } from '../resource/systems.ts'
import { parametersOf } from './parameters.ts'

const of = parametersOf('HealthcareService')

/** What units offer. */
export const HEALTHCARE_SERVICE_KIND: ResourceKind = {
  type: 'HealthcareService',
  profiles: [PROFILE.healthcareService],
  documentation:
    'What an institution or a unit offers: its kind, else its specialities, under the same id as its Organization.',
  parameters: [
    of('active', 'token', 'Whether the unit is in force on the day.'),
    of('identifier', 'token', 'SOR id of the unit, or another number that it goes by.'),
    of('location', 'reference', 'Where it is offered.', { targets: ['Location'] }),
    of('name', 'string', 'Begins with, whatever the case.'),
    of('organization', 'reference', 'The unit that offers it.', { targets: ['Organization'] }),
    of('service-type', 'token', 'Kind of the unit; its specialities where it has none.'),
    of('specialty', 'token', 'Specialities of the unit.'),
  ],
  sortable: ['name'],
  links: [
    {
      parameter: 'organization',
      target: 'Organization',
      idsOf: idsAt('providedBy', 'Organization'),
    },
    { parameter: 'location', target: 'Location', idsOf: idsAt('location', 'Location') },
  ],
}
