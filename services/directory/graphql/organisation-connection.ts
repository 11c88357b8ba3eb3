import type { ViewedDirectory } from '../domain/directory.ts'
import type { Children } from '../domain/unit/relations.ts'
import type { Unit } from '../domain/unit/unit.ts'
import { builder } from './builder.ts'
import { type OrganisationNode, organisationNodes } from './node.ts'
import { cursorOf } from './organisation-cursor.ts'
import { OrganisationType } from './organisation-ref.ts'
import { type PageInfoNode, PageInfoType } from './page-info.ts'

interface EdgeNode {
  readonly cursor: string
  readonly node: OrganisationNode
}

interface ConnectionNode {
  readonly edges: readonly EdgeNode[]
  readonly pageInfo: PageInfoNode
  readonly totalCount: number
}

/** A page of organisations, and what stands around it. */
export interface ConnectionPage {
  readonly at: ViewedDirectory
  /** No page lies before it. */
  readonly isFirst: boolean
  readonly cursorOf: (unit: Unit, place: number) => string
}

/** A page of children, which stand in the order of their SOR ids. */
export const connectionOf = (
  children: Children,
  page: Omit<ConnectionPage, 'cursorOf'>,
): ConnectionNode => connectionBy(children, { ...page, cursorOf: ({ sorId }) => cursorOf(sorId) })

/** A page of organisations in whatever order. */
export function connectionBy(
  { units, hasMore, total }: Children,
  { at, isFirst, cursorOf }: ConnectionPage,
): ConnectionNode {
  const edges = organisationNodes(units, at).map((node, place) => ({
    cursor: cursorOf(node.unit, place),
    node,
  }))
  return {
    edges,
    totalCount: total,
    pageInfo: {
      hasNextPage: hasMore,
      hasPreviousPage: !isFirst,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

const OrganisationEdgeType = builder.objectRef<EdgeNode>('OrganisationEdge')

OrganisationEdgeType.implement({
  description: 'An organisation on a page.',
  fields: (t) => ({
    cursor: t.exposeString('cursor'),
    node: t.field({ type: OrganisationType, resolve: ({ node }) => node }),
  }),
})

/** A page of organisations. */
export const OrganisationConnectionType =
  builder.objectRef<ConnectionNode>('OrganisationConnection')

OrganisationConnectionType.implement({
  description: 'A page of organisations.',
  fields: (t) => ({
    edges: t.field({ type: [OrganisationEdgeType], resolve: ({ edges }) => [...edges] }),
    pageInfo: t.field({ type: PageInfoType, resolve: ({ pageInfo }) => pageInfo }),
    totalCount: t.exposeInt('totalCount', { description: 'On all pages.' }),
  }),
})
