import type { ResourceKind } from '../port.ts'
import { idsAt } from '../reader/resource-values.ts'
import { PROFILE } from '../resource/systems.ts'
import { parametersOf } from './parameters.ts'

const of = parametersOf('Organization')

/** Units of the register, and the groups outside its tree. */
export const ORGANIZATION_KIND: ResourceKind = {
  type: 'Organization',
  profiles: [
    ...[PROFILE.organization, PROFILE.facilityOrganization],
    ...[PROFILE.dkCoreOrganization, PROFILE.eerOrganization],
  ],
  documentation:
    'A unit of SOR, by its SOR id, with what its own record tells: mailboxes, addresses and contact that it inherits stand at those above it (partOf). Closed units stay, as not active. Health clusters and health councils are organisations too, with ids of their own.',
  parameters: [
    of('active', 'token', 'Whether it is in force on the day.'),
    of(
      'identifier',
      'token',
      'SOR id, CVR, ydernummer, SHAK code, or a GLN that it carries; the GLN system in any of its spellings.',
    ),
    of('name', 'string', 'Begins with, whatever the case.'),
    of('partof', 'reference', 'The unit right above it.', {
      targets: ['Organization'],
      modifiers: ['missing'],
    }),
    of('type', 'token', 'Level (IE, SI, OE; IO, HI, OU mean the same), kind, or facility.'),
    of('endpoint', 'reference', 'A mailbox that it carries itself.', { targets: ['Endpoint'] }),
    of('address-postalcode', 'string', 'Of its own postal or visiting address.'),
    of('address-city', 'string', 'Of its own postal or visiting address.'),
    of(
      'messageType',
      'token',
      'What a mailbox that it carries itself receives; in any spelling, of the version that is named or of any.',
      { definition: 'http://medcomehmi.dk/ig/eer/SearchParameter/SearchParameter-MessageType' },
    ),
  ],
  sortable: ['name'],
  links: [
    { parameter: 'endpoint', target: 'Endpoint', idsOf: idsAt('endpoint', 'Endpoint') },
    { parameter: 'partof', target: 'Organization', idsOf: idsAt('partOf', 'Organization') },
  ],
}
