import type { Maternity, MaternitySection } from '../../domain/part/maternity.ts'
import { allIn, type FoundNode, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { CodeType } from '../code.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'
import { DocumentReferenceType, documentNodes } from './document.ts'
import { MeasurementType } from './measurements.ts'

const MaternitySectionType = builder.objectRef<MaternitySection>('MaternitySection')

MaternitySectionType.implement({
  description: 'A section of one of the documents of a pregnancy.',
  fields: (t) => ({
    code: t.field({ type: CodeType, resolve: ({ code }) => code }),
    title: t.exposeString('title'),
    entries: t.stringList({ resolve: ({ entries }) => [...entries] }),
  }),
})

const MaternityType = builder.objectRef<FoundNode<Maternity>>('Maternity')

MaternityType.implement({
  description: 'The record of a pregnancy: the latest one of which documents are shared.',
  fields: (t) => ({
    pregnancyId: t.id({ resolve: ({ part }) => part.pregnancyId }),
    dueDate: t.field({ type: 'Date', nullable: true, resolve: ({ part }) => part.dueDate }),
    author: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ part }, _args, context) => organisationOf(part.author, context),
    }),
    sections: t.field({
      type: [MaternitySectionType],
      resolve: ({ part }) => [...part.sections],
    }),
    measurements: t.field({
      type: [MeasurementType],
      resolve: ({ part, record }) => allIn(record, part.measurements),
    }),
    documents: t.field({
      type: [DocumentReferenceType],
      resolve: ({ part, record }) => documentNodes(record, part.documents),
    }),
  }),
})

/** Answer to `maternity`. */
export const MaternityResultType = resultType('Maternity', MaternityType)
