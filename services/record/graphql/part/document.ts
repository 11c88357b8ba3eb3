import type { DocumentReference, Documents } from '../../domain/part/document.ts'
import type { CitizenRecord } from '../../domain/record.ts'
import { type FoundNode, type InRecord, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { CodeType } from '../code.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'

/** A document, the very one that its source gave, and the record that it is of. */
export type DocumentNode = InRecord<{ readonly document: DocumentReference }>

/** A document of a citizen's record. */
export const DocumentReferenceType = builder.objectRef<DocumentNode>('DocumentReference')

/** Documents of a record, each as a node. */
export const documentNodes = (
  record: CitizenRecord,
  documents: readonly DocumentReference[],
): DocumentNode[] => documents.map((document) => ({ document, record }))

DocumentReferenceType.implement({
  description: 'A document behind a part of the record, as its registry describes it.',
  fields: (t) => ({
    uniqueId: t.id({ resolve: ({ document }) => document.uniqueId }),
    type: t.field({ type: CodeType, resolve: ({ document }) => document.type }),
    format: t.field({ type: CodeType, resolve: ({ document }) => document.format }),
    title: t.string({ resolve: ({ document }) => document.title }),
    mimeType: t.string({ resolve: ({ document }) => document.mimeType }),
    created: t.field({ type: 'DateTime', resolve: ({ document }) => document.created }),
    author: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ document }, _args, context) => organisationOf(document.author, context),
    }),
    status: t.string({
      description: '`APPROVED` or `DEPRECATED`.',
      resolve: ({ document }) => document.status,
    }),
    content: t.string({
      nullable: true,
      description:
        'Fetched only when it is asked for: text as it is, anything else in base64. Null comes with an error.',
      resolve: ({ record, document }) => record.contentOf(document),
    }),
  }),
})

const DocumentsType = builder.objectRef<FoundNode<Documents>>('Documents')

DocumentsType.implement({
  description: 'Documents of any type, also of those that no part is made of.',
  fields: (t) => ({
    entries: t.field({
      type: [DocumentReferenceType],
      resolve: ({ part, record }) => documentNodes(record, part.entries),
    }),
    filtered: t.boolean({
      description: 'Consent held some entries back.',
      resolve: ({ part }) => part.filtered,
    }),
  }),
})

/** Answer to `documents`. */
export const DocumentsResultType = resultType('Documents', DocumentsType)
