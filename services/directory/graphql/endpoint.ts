import { entity } from '../../kit/federation.ts'
import { withheldFrom } from '../domain/mailbox/withheld.ts'
import { parseMessageType } from '../domain/message-type/message-type.ts'
import { AccessPointType } from './access-point.ts'
import { builder } from './builder.ts'
import { CodeType } from './code.ts'
import { connectionCode, networkCode } from './code-systems.ts'
import type { Context } from './context.ts'
import { MessageTypeType } from './message-type.ts'
import { type EndpointNode, endpointNode, organisationNode } from './node.ts'
import { EndpointType, OrganisationType } from './organisation-ref.ts'
import { shown, WithheldFieldsType } from './withheld-fields.ts'

const EndpointStatusType = builder.enumType('EndpointStatus', {
  description: 'Whether a mailbox is in service.',
  values: {
    ACTIVE: {},
    SUSPENDED: { description: 'For the time being out of service.' },
    OFF: { description: 'Switched off, in error, or for tests only.' },
  } as const,
})

EndpointType.implement({
  description:
    'A mailbox: one GLN on one network. A GLN alone is no key: it can stand on several networks and serve several units.',
  directives: { key: { fields: 'id' } },
  extensions: entity<Context, EndpointNode>(async (references, { directory }) => {
    const at = await directory.at(null, null)
    return Promise.all(
      references.map(async ({ id }) => {
        const mailbox = typeof id === 'string' ? await at.mailbox(id) : null
        return mailbox && endpointNode(mailbox, at)
      }),
    )
  }),
  fields: (t) => ({
    id: t.id({
      description: '`<gln>.<network>`, with 0 for a network that no source names.',
      resolve: ({ mailbox }) => mailbox.id,
    }),
    gln: t.field({ type: 'Gln', nullable: true, resolve: ({ mailbox }) => mailbox.gln }),
    network: t.field({
      type: CodeType,
      nullable: true,
      resolve: ({ mailbox }) => (mailbox.network === null ? null : networkCode(mailbox.network)),
    }),
    status: t.field({ type: EndpointStatusType, resolve: ({ mailbox }) => mailbox.status }),
    connectionType: t.field({
      type: CodeType,
      nullable: true,
      resolve: ({ mailbox }) => {
        const connection = shown(mailbox.connectionType, mailbox, 'connectionType')
        return connection && connectionCode(connection)
      },
    }),
    internalOnly: t.boolean({
      description: 'The register marks it for internal use only.',
      resolve: ({ mailbox }) => mailbox.internalOnly,
    }),
    address: t.string({
      nullable: true,
      description: 'Null where the register holds a placeholder; see `accessPoint`.',
      resolve: ({ mailbox }) => shown(mailbox.address, mailbox, 'address'),
    }),
    accessPoint: t.field({
      type: AccessPointType,
      nullable: true,
      resolve: ({ mailbox, at }) => {
        const reference = shown(mailbox.accessPoint, mailbox, 'accessPoint')
        return reference && at.accessPoint(reference)
      },
    }),
    mimeTypes: t.stringList({ resolve: ({ mailbox }) => [...mailbox.mimeTypes] }),
    messageTypes: t.field({
      type: [MessageTypeType],
      description: 'What it receives, as far as this caller may see; `withheld` tells of more.',
      resolve: ({ mailbox }) => mailbox.receives.raw.map(parseMessageType),
    }),
    messageTypesKnown: t.boolean({
      description: 'False: no source says what it receives.',
      resolve: ({ mailbox }) => mailbox.receives.state === 'KNOWN',
    }),
    sources: t.stringList({ resolve: ({ mailbox }) => [...mailbox.sources] }),
    withheld: t.field({
      type: [WithheldFieldsType],
      description: 'What restricted sources say of it, and this caller is not shown.',
      resolve: ({ mailbox }) => [...withheldFrom(mailbox)],
    }),
    organisation: t.field({
      type: OrganisationType,
      nullable: true,
      description:
        'Always the owner; null where several units carry it and nothing tells whose it is.',
      resolve: async ({ mailbox, at }) => organisationNode(await at.ownerOf(mailbox), at),
    }),
    inheritedFrom: t.field({
      type: OrganisationType,
      nullable: true,
      description:
        'The owner, when the organisation asked about inherits it; null when it is its own, or reached by reference.',
      resolve: ({ inheritedFrom, at }) => organisationNode(inheritedFrom, at),
    }),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      resolve: ({ mailbox }) => mailbox.validFrom,
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day in force, inclusive; null when open.',
      resolve: ({ mailbox }) => mailbox.validTo,
    }),
  }),
})
