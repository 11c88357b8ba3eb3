import type { ResourceKind } from '../port.ts'
import { idsAt } from '../reader/resource-values.ts'
import { parametersOf } from './parameters.ts'

const of = parametersOf('Practitioner')
const ofRole = parametersOf('PractitionerRole')

/** The persons of the yder register. */
export const PRACTITIONER_KIND: ResourceKind = {
  type: 'Practitioner',
  profiles: [],
  documentation:
    'A person of the yder register, who has no name there: the name is absent. The person number is never taken in.',
  parameters: [
    of('active', 'token', 'Whether the person works under the ydernummer on the day.'),
    of('identifier', 'token', "Names the register's record."),
    of('name', 'string', 'The register gives none.'),
    of('given', 'string', 'The register gives none.', {
      definition: 'http://hl7.org/fhir/SearchParameter/individual-given',
    }),
    of('family', 'string', 'The register gives none.', {
      definition: 'http://hl7.org/fhir/SearchParameter/individual-family',
    }),
  ],
  sortable: [],
  links: [],
}

/** What the persons of the yder register do. */
export const PRACTITIONER_ROLE_KIND: ResourceKind = {
  type: 'PractitionerRole',
  profiles: [],
  documentation:
    'What a person does under a ydernummer, by which the organisation is named: several units can go by it. Searches take the units themselves.',
  parameters: [
    ofRole('active', 'token', 'Whether the person works there on the day.'),
    ofRole('location', 'reference', 'A place of a unit that goes by the ydernummer.', {
      targets: ['Location'],
    }),
    ofRole('organization', 'reference', 'A unit that goes by the ydernummer.', {
      targets: ['Organization'],
    }),
    ofRole('practitioner', 'reference', 'The person.', { targets: ['Practitioner'] }),
    ofRole('role', 'token', "The register's code of the role."),
    ofRole('service', 'reference', 'The service of a unit that goes by the ydernummer.', {
      targets: ['HealthcareService'],
    }),
    ofRole('specialty', 'token', "The register's code of the practice's speciality."),
  ],
  sortable: [],
  links: [
    {
      parameter: 'practitioner',
      target: 'Practitioner',
      idsOf: idsAt('practitioner', 'Practitioner'),
    },
  ],
}
