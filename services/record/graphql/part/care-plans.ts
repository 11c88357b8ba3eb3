import type { CarePlan, CarePlans } from '../../domain/part/care-plans.ts'
import { allIn, type FoundNode, type InRecord, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'
import { DocumentReferenceType } from './document.ts'

const PeriodType = builder.objectRef<NonNullable<CarePlan['period']>>('Period')

PeriodType.implement({
  description: 'A span of time; null is open.',
  fields: (t) => ({
    start: t.field({ type: 'DateTime', nullable: true, resolve: ({ start }) => start }),
    end: t.field({ type: 'DateTime', nullable: true, resolve: ({ end }) => end }),
  }),
})

const CarePlanType = builder.objectRef<InRecord<CarePlan>>('CarePlan')

CarePlanType.implement({
  description:
    'A care plan (CPD-DK). No published example of the format is at hand: read as the sections and entries that any clinical document has, and unverified beyond that.',
  fields: (t) => ({
    title: t.exposeString('title'),
    period: t.field({ type: PeriodType, nullable: true, resolve: ({ period }) => period }),
    responsible: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ responsible }, _args, context) => organisationOf(responsible, context),
    }),
    activities: t.stringList({ resolve: ({ activities }) => [...activities] }),
    document: t.field({
      type: DocumentReferenceType,
      resolve: ({ document, record }) => ({ document, record }),
    }),
  }),
})

const CarePlansType = builder.objectRef<FoundNode<CarePlans>>('CarePlans')

CarePlansType.implement({
  description: '`filtered`: consent held some entries back.',
  fields: (t) => ({
    entries: t.field({
      type: [CarePlanType],
      description: 'The newest first.',
      resolve: ({ part, record }) => allIn(record, part.entries),
    }),
    filtered: t.boolean({ resolve: ({ part }) => part.filtered }),
  }),
})

/** Answer to `carePlans`. */
export const CarePlansResultType = resultType('CarePlans', CarePlansType)
