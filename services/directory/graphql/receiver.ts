import type { Receiver } from '../domain/mailbox/receiver.ts'
import { builder } from './builder.ts'

/** The receiver as a message header names it. */
export const ReceiverType = builder.objectRef<Receiver>('Receiver')

ReceiverType.implement({
  description:
    'Ready for the message header: the organisation that is to have the message, and the GLN where it is received.',
  fields: (t) => ({
    gln: t.field({ type: 'Gln', nullable: true, resolve: ({ gln }) => gln }),
    sorId: t.field({ type: 'SorId', resolve: ({ sorId }) => sorId }),
    ydernummer: t.field({
      type: 'Ydernummer',
      nullable: true,
      description: 'The one asked by, else the only one it has.',
      resolve: ({ ydernummer }) => ydernummer,
    }),
    shak: t.field({ type: 'ShakCode', nullable: true, resolve: ({ shak }) => shak }),
  }),
})
