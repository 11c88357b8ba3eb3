import type { ResuscitationOptOut } from '../../domain/part/master-card.ts'
import { type FoundNode, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { DocumentReferenceType } from './document.ts'

const ResuscitationOptOutType =
  builder.objectRef<FoundNode<ResuscitationOptOut>>('ResuscitationOptOut')

ResuscitationOptOutType.implement({
  description: [
    'As the master card states it at the moment of asking: no date and no age is computed by us, and it never comes from a cache.',
    'Only an explicit true is this type, an explicit none is NoneRegistered; anything else is Unavailable.',
  ].join('\n'),
  fields: (t) => ({
    registered: t.boolean({ resolve: ({ part }) => part.registered }),
    registeredOn: t.field({
      type: 'Date',
      nullable: true,
      resolve: ({ part }) => part.registeredOn,
    }),
    inForceFrom: t.field({ type: 'Date', nullable: true, resolve: ({ part }) => part.inForceFrom }),
    askedAt: t.field({ type: 'DateTime', resolve: ({ part }) => part.askedAt }),
    document: t.field({
      type: DocumentReferenceType,
      resolve: ({ part, record }) => ({ document: part.document, record }),
    }),
  }),
})

/** Answer to `resuscitation`. */
export const ResuscitationResultType = resultType(
  'ResuscitationOptOut',
  ResuscitationOptOutType,
  'ResuscitationResult',
)
