import type { ResourceKind } from '../port.ts'
import { idsAt } from '../reader/resource-values.ts'
import { PROFILE } from '../resource/systems.ts'
import { parametersOf } from './parameters.ts'

const of = parametersOf('Endpoint')

/** Mailboxes. */
export const ENDPOINT_KIND: ResourceKind = {
  type: 'Endpoint',
  profiles: [PROFILE.endpoint, PROFILE.eerEndpoint],
  documentation:
    'A mailbox: one GLN on one network. Its address is that of its access point where its own is only a placeholder. What R4 asks for and no register tells is absent with the reason; masked where a source tells it to others.',
  parameters: [
    of('identifier', 'token', 'Its GLN; the system in any of its spellings.'),
    of('organization', 'reference', 'The unit whose it is.', { targets: ['Organization'] }),
    of('status', 'token', "The endpoint register's own word where R4 knows it."),
    of('connection-type', 'token', 'How it is connected.'),
    of(
      'payload-type',
      'token',
      'What it receives; in any spelling, of the version that is named or of any.',
    ),
  ],
  sortable: [],
  links: [
    {
      parameter: 'organization',
      target: 'Organization',
      idsOf: idsAt('managingOrganization', 'Organization'),
    },
  ],
}
