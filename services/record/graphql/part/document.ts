import type { DocumentReference, Documents } from '../../domain/part/document.ts'
import { allIn, type FoundNode, type InRecord, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { CodeType } from '../code.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'

/** A document of a citizen's record. */
export const DocumentReferenceType =
  builder.objectRef<InRecord<DocumentReference>>('DocumentReference')

DocumentReferenceType.implement({
  description: 'A document behind a part of the record, as its registry describes it.',
  fields: (t) => ({
    uniqueId: t.exposeID('uniqueId'),
    type: t.field({ type: CodeType, resolve: ({ type }) => type }),
    format: t.field({ type: CodeType, resolve: ({ format }) => format }),
    title: t.exposeString('title'),
    mimeType: t.exposeString('mimeType'),
    created: t.field({ type: 'DateTime', resolve: ({ created }) => created }),
    author: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ author }, _args, context) => organisationOf(author, context),
    }),
    status: t.exposeString('status', { description: '`APPROVED` or `DEPRECATED`.' }),
    content: t.string({
      nullable: true,
      description:
        'Fetched only when it is asked for: text as it is, anything else in base64. Null comes with an error.',
      resolve: ({ record, ...document }) => record.contentOf(document),
    }),
  }),
})

const DocumentsType = builder.objectRef<FoundNode<Documents>>('Documents')

DocumentsType.implement({
  description: 'Documents of any type, also of those that no part is made of.',
  fields: (t) => ({
    entries: t.field({
      type: [DocumentReferenceType],
      resolve: ({ part, record }) => allIn(record, part.entries),
    }),
    filtered: t.boolean({
      description: 'Consent held some entries back.',
      resolve: ({ part }) => part.filtered,
    }),
  }),
})

/** Answer to `documents`. */
export const DocumentsResultType = resultType('Documents', DocumentsType)
