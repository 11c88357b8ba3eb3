import { CursorInvalid } from '../../kit/paging.ts'
import type { ViewedDirectory } from '../domain/directory.ts'
import { GROUP_KINDS } from '../domain/group/group.ts'
import { isGroupId } from '../domain/group/group-id.ts'
import type { GroupPage } from '../domain/group/group-page.ts'
import { builder } from './builder.ts'
import { type ClusterNode, ClusterType, clusterNode } from './cluster.ts'
import { checkFirst } from './most-at-once.ts'
import { type PageInfoNode, PageInfoType } from './page-info.ts'
import { viewArguments } from './view-arguments.ts'

interface ConnectionNode {
  readonly nodes: readonly ClusterNode[]
  readonly pageInfo: PageInfoNode
  readonly totalCount: number
}

const ClusterKindType = builder.enumType('ClusterKind', {
  description: 'What kind of group.',
  values: {
    [GROUP_KINDS[0]]: { description: 'Sundhedsklynge.' },
    [GROUP_KINDS[1]]: { description: 'Sundhedsråd.' },
  } as const,
})

const cursorOf = (id: string): string => Buffer.from(id).toString('base64url')

function idOf(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString()
  if (!isGroupId(id) || cursorOf(id) !== cursor) throw new CursorInvalid(cursor)
  return id
}

const ClusterEdgeType = builder.objectRef<ClusterNode>('ClusterEdge')

ClusterEdgeType.implement({
  description: 'A cluster or health council on a page.',
  fields: (t) => ({
    cursor: t.string({ resolve: ({ group }) => cursorOf(group.id) }),
    node: t.field({ type: ClusterType, resolve: (node) => node }),
  }),
})

const ClusterConnectionType = builder.objectRef<ConnectionNode>('ClusterConnection')

ClusterConnectionType.implement({
  description: 'A page of clusters and health councils, ordered by id.',
  fields: (t) => ({
    edges: t.field({ type: [ClusterEdgeType], resolve: ({ nodes }) => [...nodes] }),
    pageInfo: t.field({ type: PageInfoType, resolve: ({ pageInfo }) => pageInfo }),
    totalCount: t.exposeInt('totalCount', { description: 'On all pages.' }),
  }),
})

function connectionOf(
  { groups, hasMore, total }: GroupPage,
  page: { readonly at: ViewedDirectory; readonly isFirst: boolean },
): ConnectionNode {
  const nodes = groups.map((found) => clusterNode(found, page.at))
  const cursors = nodes.map(({ group }) => cursorOf(group.id))
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

builder.queryFields((t) => ({
  clusters: t.field({
    type: ClusterConnectionType,
    description: 'Clusters and health councils in force on the day, ordered by id.',
    args: {
      kind: t.arg({ type: ClusterKindType, description: 'Both kinds when left out.' }),
      first: t.arg.int({ defaultValue: 100, description: '1 to 1000.' }),
      after: t.arg.string({ description: 'A cursor.' }),
      ...viewArguments,
    },
    resolve: async (_root, { kind, first, after, on, asKnownAt }, { directory }) => {
      const size = first ?? 100
      checkFirst(size)
      const behind = after == null ? null : idOf(after)
      const at = await directory.at(on ?? null, asKnownAt ?? null)
      const request = { kind: kind ?? null, first: size, after: behind }
      return connectionOf(await at.groups(request), { at, isFirst: behind === null })
    },
  }),
  cluster: t.field({
    type: ClusterType,
    nullable: true,
    description:
      'One cluster or health council: in force on the day, else as it was on its last day or will be on its first; null when there is none of that id.',
    args: { id: t.arg.id({ required: true }), ...viewArguments },
    resolve: async (_root, { id, on, asKnownAt }, { directory }) => {
      const at = await directory.at(on ?? null, asKnownAt ?? null)
      const found = await at.group(id)
      return found && clusterNode(found, at)
    },
  }),
}))
