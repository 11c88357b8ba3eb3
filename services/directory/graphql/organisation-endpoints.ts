import { matchedBy } from '../domain/mailbox/mailbox-choice.ts'
import { askedMessageType } from './asked-message-type.ts'
import { builder } from './builder.ts'
import { endpointNode } from './node.ts'
import { EndpointType, OrganisationType } from './organisation-ref.ts'

builder.objectFields(OrganisationType, (t) => ({
  endpoints: t.field({
    type: [EndpointType],
    description: 'The mailboxes that count for it on the day, in service or not.',
    args: {
      messageType: t.arg.string({ description: 'Only those that receive it; in any spelling.' }),
      includeInherited: t.arg.boolean({ defaultValue: true }),
    },
    resolve: async ({ unit, at }, { messageType, includeInherited }) => {
      const { holder, mailboxes } = await at.walk(unit)
      const isOwn = holder?.sorId === unit.sorId
      if (!isOwn && includeInherited === false) return []
      const asked = messageType == null ? null : askedMessageType(messageType)
      return mailboxes
        .filter((mailbox) => asked === null || matchedBy(mailbox, asked).length > 0)
        .map((mailbox) => endpointNode(mailbox, at, isOwn ? null : holder))
    },
  }),
}))
