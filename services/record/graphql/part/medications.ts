import type { Medication, Medications } from '../../domain/part/medications.ts'
import { type FoundNode, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { CodeType } from '../code.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'

const MedicationType = builder.objectRef<Medication>('Medication')

MedicationType.implement({
  description: 'What a citizen is to take.',
  fields: (t) => ({
    drug: t.field({ type: CodeType, resolve: ({ drug }) => drug }),
    name: t.exposeString('name'),
    dosage: t.exposeString('dosage', { nullable: true }),
    from: t.field({ type: 'Date', nullable: true, resolve: ({ from }) => from }),
    to: t.field({ type: 'Date', nullable: true, resolve: ({ to }) => to }),
    prescribedBy: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ prescribedBy }, _args, context) => organisationOf(prescribedBy, context),
    }),
  }),
})

const MedicationsType = builder.objectRef<FoundNode<Medications>>('Medications')

MedicationsType.implement({
  description: 'The current medicine card. `filtered`: consent held some entries back.',
  fields: (t) => ({
    entries: t.field({ type: [MedicationType], resolve: ({ part }) => [...part.entries] }),
    filtered: t.boolean({ resolve: ({ part }) => part.filtered }),
  }),
})

/** Answer to `medications`. */
export const MedicationsResultType = resultType('Medications', MedicationsType)
