import type { TreatmentWill, Wish } from '../../domain/part/treatment-will.ts'
import { type FoundNode, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { CodeType } from '../code.ts'

const WillKindType = builder.enumType('WillKind', {
  description: 'A treatment will, or a living will of the register that was before it.',
  values: { TREATMENT_WILL: {}, LIVING_WILL: {} } as const,
})

const WishType = builder.objectRef<Wish>('Wish')

WishType.implement({
  description: 'One wish of a will.',
  fields: (t) => ({
    wish: t.field({ type: CodeType, resolve: ({ wish }) => wish }),
    acceptanceNeededFrom: t.field({
      type: CodeType,
      nullable: true,
      description: 'Who has to accept before it is followed; null for nobody.',
      resolve: ({ acceptanceNeededFrom }) => acceptanceNeededFrom,
    }),
  }),
})

const TreatmentWillType = builder.objectRef<FoundNode<TreatmentWill>>('TreatmentWill')

TreatmentWillType.implement({
  description: 'What a citizen has laid down about treatment, as the register states it.',
  fields: (t) => ({
    kind: t.field({ type: WillKindType, resolve: ({ part }) => part.kind }),
    wishes: t.field({ type: [WishType], resolve: ({ part }) => [...part.wishes] }),
    registeredOn: t.field({
      type: 'Date',
      nullable: true,
      resolve: ({ part }) => part.registeredOn,
    }),
  }),
})

/** Answer to `treatmentWill`. */
export const TreatmentWillResultType = resultType('TreatmentWill', TreatmentWillType)
