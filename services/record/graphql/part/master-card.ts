import type { MasterCard, Relative } from '../../domain/part/master-card.ts'
import { AddressType } from '../address.ts'
import { type FoundNode, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { CodeType } from '../code.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'
import { DocumentReferenceType } from './document.ts'

const RelativeType = builder.objectRef<Relative>('Relative')

RelativeType.implement({
  description: 'A relative or contact person.',
  fields: (t) => ({
    name: t.exposeString('name'),
    relation: t.field({ type: CodeType, nullable: true, resolve: ({ relation }) => relation }),
    phone: t.exposeString('phone', { nullable: true }),
  }),
})

const MasterCardType = builder.objectRef<FoundNode<MasterCard>>('MasterCard')

MasterCardType.implement({
  description: 'The shared master card.',
  fields: (t) => ({
    languages: t.field({ type: [CodeType], resolve: ({ part }) => [...part.languages] }),
    relatives: t.field({ type: [RelativeType], resolve: ({ part }) => [...part.relatives] }),
    dentist: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ part }, _args, context) => organisationOf(part.dentist, context),
    }),
    temporaryAddress: t.field({
      type: AddressType,
      nullable: true,
      resolve: ({ part }) => part.temporaryAddress,
    }),
    coverageGroup: t.field({
      type: CodeType,
      nullable: true,
      description: 'Group of the public health insurance.',
      resolve: ({ part }) => part.coverageGroup,
    }),
    organDonor: t.field({
      type: CodeType,
      nullable: true,
      resolve: ({ part }) => part.organDonor,
    }),
    document: t.field({
      type: DocumentReferenceType,
      resolve: ({ part, record }) => ({ document: part.document, record }),
    }),
  }),
})

/** Answer to `masterCard`. */
export const MasterCardResultType = resultType('MasterCard', MasterCardType)
