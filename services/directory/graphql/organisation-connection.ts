import type { ViewedDirectory } from '../domain/directory.ts'
import type { Children } from '../domain/unit/relations.ts'
import { builder } from './builder.ts'
import { type OrganisationNode, organisationNodes } from './node.ts'
import { cursorOf } from './organisation-cursor.ts'
import { OrganisationType } from './organisation-ref.ts'
import { type PageInfoNode, PageInfoType } from './page-info.ts'

interface ConnectionNode {
  readonly nodes: readonly OrganisationNode[]
  readonly pageInfo: PageInfoNode
  readonly totalCount: number
}

/** @param page `isFirst`: no page lies before it */
export function connectionOf(
  { units, hasMore, total }: Children,
  page: { readonly at: ViewedDirectory; readonly isFirst: boolean },
): ConnectionNode {
  const nodes = organisationNodes(units, page.at)
  const cursors = nodes.map(({ unit }) => cursorOf(unit.sorId))
  return {
    nodes,
    totalCount: total,
    pageInfo: {
      hasNextPage: hasMore,
      hasPreviousPage: !page.isFirst,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  }
}

const OrganisationEdgeType = builder.objectRef<OrganisationNode>('OrganisationEdge')

OrganisationEdgeType.implement({
  description: 'An organisation on a page.',
  fields: (t) => ({
    cursor: t.string({ resolve: ({ unit }) => cursorOf(unit.sorId) }),
    node: t.field({ type: OrganisationType, resolve: (node) => node }),
  }),
})

/** A page of organisations. */
export const OrganisationConnectionType =
  builder.objectRef<ConnectionNode>('OrganisationConnection')

OrganisationConnectionType.implement({
  description: 'A page of organisations, ordered by SOR id.',
  fields: (t) => ({
    edges: t.field({ type: [OrganisationEdgeType], resolve: ({ nodes }) => [...nodes] }),
    pageInfo: t.field({ type: PageInfoType, resolve: ({ pageInfo }) => pageInfo }),
    totalCount: t.exposeInt('totalCount', { description: 'On all pages.' }),
  }),
})
