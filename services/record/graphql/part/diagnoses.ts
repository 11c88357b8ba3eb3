import type { Diagnoses, Diagnosis } from '../../domain/part/diagnoses.ts'
import { type FoundNode, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { CodeType } from '../code.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'
import { DocumentReferenceType } from './document.ts'

const DiagnosisType = builder.objectRef<Diagnosis>('Diagnosis')

DiagnosisType.implement({
  description: 'A diagnosis of a list, in the words and codes of its author.',
  fields: (t) => ({
    codes: t.field({
      type: [CodeType],
      description: 'The same condition in one or more code systems, such as ICPC-2 and SKS.',
      resolve: ({ codes }) => [...codes],
    }),
    text: t.exposeString('text'),
    category: t.field({ type: CodeType, nullable: true, resolve: ({ category }) => category }),
    status: t.field({ type: CodeType, nullable: true, resolve: ({ status }) => status }),
    recordedOn: t.field({ type: 'Date', resolve: ({ recordedOn }) => recordedOn }),
    onset: t.field({ type: 'Date', nullable: true, resolve: ({ onset }) => onset }),
    abatement: t.field({ type: 'Date', nullable: true, resolve: ({ abatement }) => abatement }),
    note: t.exposeString('note', { nullable: true }),
  }),
})

const DiagnosesType = builder.objectRef<FoundNode<Diagnoses>>('Diagnoses')

DiagnosesType.implement({
  description:
    'What a general practitioner has chosen to share. `filtered`: consent held something back.',
  fields: (t) => ({
    entries: t.field({ type: [DiagnosisType], resolve: ({ part }) => [...part.entries] }),
    author: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ part }, _args, context) => organisationOf(part.author, context),
    }),
    filtered: t.boolean({ resolve: ({ part }) => part.filtered }),
    document: t.field({
      type: DocumentReferenceType,
      resolve: ({ part, record }) => ({ document: part.document, record }),
    }),
  }),
})

/** Answer to `diagnoses`. */
export const DiagnosesResultType = resultType('Diagnoses', DiagnosesType)
