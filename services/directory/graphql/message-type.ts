import type { MessageType } from '../domain/message-type/message-type.ts'
import { builder } from './builder.ts'

/** A message type in the graph. */
export const MessageTypeType = builder.objectRef<MessageType>('MessageType')

MessageTypeType.implement({
  description:
    'A kind of message that a mailbox receives. DIS91, XDIS91 and FDIS91 are three standards of one purpose, and never equal.',
  fields: (t) => ({
    raw: t.exposeString('raw', { description: "In the source's own spelling." }),
    standard: t.exposeString('standard', { nullable: true }),
    name: t.exposeString('name', { nullable: true }),
    version: t.exposeString('version', { nullable: true }),
    display: t.exposeString('display', { nullable: true, description: 'Label, in Danish.' }),
  }),
})
