import { builder } from './builder.ts'
import { type ChangeNode, ChangeType } from './change.ts'
import { changeCursorOf } from './change-cursor.ts'
import { PageInfoType } from './page-info.ts'

/** A page of the feed in the graph. */
export interface ChangePageNode {
  readonly nodes: readonly ChangeNode[]
  readonly hasMore: boolean
  readonly isFirst: boolean
  readonly upTo: number
}

const ChangeEdgeType = builder.objectRef<ChangeNode>('ChangeEdge')

ChangeEdgeType.implement({
  description: 'A change on a page.',
  fields: (t) => ({
    cursor: t.string({ resolve: ({ change }) => changeCursorOf(change) }),
    node: t.field({ type: ChangeType, resolve: (node) => node }),
  }),
})

/** A page of changes. */
export const ChangeConnectionType = builder.objectRef<ChangePageNode>('ChangeConnection')

ChangeConnectionType.implement({
  description: 'A page of changes, oldest first.',
  fields: (t) => ({
    edges: t.field({ type: [ChangeEdgeType], resolve: ({ nodes }) => [...nodes] }),
    pageInfo: t.field({
      type: PageInfoType,
      resolve: ({ nodes, hasMore, isFirst }) => {
        const cursors = nodes.map(({ change }) => changeCursorOf(change))
        return {
          hasNextPage: hasMore,
          hasPreviousPage: !isFirst,
          startCursor: cursors[0] ?? null,
          endCursor: cursors.at(-1) ?? null,
        }
      },
    }),
    revision: t.int({
      description:
        'The latest revision when the page was read: without a next page, all that it changed has been told.',
      resolve: ({ upTo }) => upTo,
    }),
  }),
})
