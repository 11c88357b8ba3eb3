import { builder } from './builder.ts'

/** Where a page lies among the others. */
export interface PageInfoNode {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor: string | null
  readonly endCursor: string | null
}

/** @see GraphQL Cursor Connections Specification */
export const PageInfoType = builder.objectRef<PageInfoNode>('PageInfo')

PageInfoType.implement({
  description: 'Where a page lies among the others.',
  directives: { shareable: {} },
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage'),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage'),
    startCursor: t.exposeString('startCursor', { nullable: true }),
    endCursor: t.exposeString('endCursor', { nullable: true }),
  }),
})
