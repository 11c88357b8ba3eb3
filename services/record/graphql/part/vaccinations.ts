import type { Vaccination, Vaccinations } from '../../domain/part/medications.ts'
import { type FoundNode, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { CodeType } from '../code.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'

const VaccinationType = builder.objectRef<Vaccination>('Vaccination')

VaccinationType.implement({
  description: 'A vaccination that was given.',
  fields: (t) => ({
    vaccine: t.field({ type: CodeType, resolve: ({ vaccine }) => vaccine }),
    name: t.exposeString('name'),
    givenAt: t.field({ type: 'DateTime', resolve: ({ givenAt }) => givenAt }),
    performedBy: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ performedBy }, _args, context) => organisationOf(performedBy, context),
    }),
  }),
})

const VaccinationsType = builder.objectRef<FoundNode<Vaccinations>>('Vaccinations')

VaccinationsType.implement({
  description: 'The current vaccination card. `filtered`: consent held some entries back.',
  fields: (t) => ({
    entries: t.field({ type: [VaccinationType], resolve: ({ part }) => [...part.entries] }),
    filtered: t.boolean({ resolve: ({ part }) => part.filtered }),
  }),
})

/** Answer to `vaccinations`. */
export const VaccinationsResultType = resultType('Vaccinations', VaccinationsType)
