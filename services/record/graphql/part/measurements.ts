import type { Measurement, Measurements } from '../../domain/part/measurements.ts'
import { allIn, type FoundNode, type InRecord, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { CodeType } from '../code.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'
import { DocumentReferenceType } from './document.ts'

/** A measurement of a citizen's record. */
export const MeasurementType = builder.objectRef<InRecord<Measurement>>('Measurement')

MeasurementType.implement({
  description: 'A measurement, or an answer to a questionnaire.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    code: t.field({ type: CodeType, resolve: ({ code }) => code }),
    value: t.exposeFloat('value', { nullable: true }),
    unit: t.exposeString('unit', {
      nullable: true,
      description: "The source's own: nothing is converted.",
    }),
    text: t.exposeString('text', { nullable: true, description: 'Where it is no number.' }),
    measuredBy: t.exposeString('measuredBy', {
      nullable: true,
      description: 'Who or what measured it, as the source says.',
    }),
    responsible: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ responsible }, _args, context) => organisationOf(responsible, context),
    }),
    document: t.field({
      type: DocumentReferenceType,
      nullable: true,
      resolve: ({ document, record }) => document && { document, record },
    }),
  }),
})

const MeasurementsType = builder.objectRef<FoundNode<Measurements>>('Measurements')

MeasurementsType.implement({
  description:
    'One time line of all sources, units kept. `filtered`: consent held some entries back.',
  fields: (t) => ({
    entries: t.field({
      type: [MeasurementType],
      description: 'The newest first.',
      resolve: ({ part, record }) => allIn(record, part.entries),
    }),
    filtered: t.boolean({ resolve: ({ part }) => part.filtered }),
  }),
})

/** Answer to `measurements`. */
export const MeasurementsResultType = resultType('Measurements', MeasurementsType)
