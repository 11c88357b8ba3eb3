import { entity } from '../../kit/federation.ts'
import type { ViewedDirectory } from '../domain/directory.ts'
import type { GroupMember } from '../domain/group/group.ts'
import type { GroupWithMembers } from '../domain/group/group-page.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { organisationNode } from './node.ts'
import { OrganisationType } from './organisation-ref.ts'

/** A group in the graph. */
export interface ClusterNode extends GroupWithMembers {
  readonly at: ViewedDirectory
}

interface MemberNode extends GroupMember {
  readonly at: ViewedDirectory
}

/** @throws {AnswerTooLarge} */
export function clusterNode(found: GroupWithMembers, at: ViewedDirectory): ClusterNode {
  at.spend(1)
  return { ...found, at }
}

const ClusterMemberType = builder.objectRef<MemberNode>('ClusterMember')

ClusterMemberType.implement({
  description: 'Who takes part in a cluster or health council.',
  fields: (t) => ({
    role: t.exposeString('role', {
      description: 'REGION, ACUTE_HOSPITAL, MUNICIPALITY or OTHER.',
    }),
    organisation: t.field({
      type: OrganisationType,
      nullable: true,
      description:
        'By the SOR id that the source states, else the only owner or institution of that name on the day; null where the register names none or several.',
      resolve: async ({ sorId, at }) => {
        const unit = sorId === null ? null : await at.unit(sorId)
        return unit?.status === 'NOT_RECORDED' ? null : organisationNode(unit, at)
      },
    }),
    municipality: t.exposeString('municipality', {
      nullable: true,
      description: 'Municipality code, 4 digits.',
    }),
    name: t.exposeString('name', { nullable: true, description: 'As the source spells it.' }),
    validFrom: t.field({ type: 'Date', nullable: true, resolve: ({ validFrom }) => validFrom }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day, inclusive; null when open.',
      resolve: ({ validTo }) => validTo,
    }),
  }),
})

/** Declared before it is implemented, so that other types may point at it. */
export const ClusterType = builder.objectRef<ClusterNode>('Cluster')

ClusterType.implement({
  description:
    'A dated group outside the tree of organisations: a health cluster (sundhedsklynge) or a health council (sundhedsråd).',
  directives: { key: { fields: 'id' } },
  extensions: entity<Context, ClusterNode>(async (references, { directory }) => {
    const at = await directory.at(null, null)
    return Promise.all(
      references.map(async ({ id }) => {
        const found = typeof id === 'string' ? await at.group(id) : null
        return found && clusterNode(found, at)
      }),
    )
  }),
  fields: (t) => ({
    id: t.id({ resolve: ({ group }) => group.id }),
    name: t.string({ resolve: ({ group }) => group.name }),
    kind: t.string({
      description: 'CLUSTER or HEALTH_COUNCIL.',
      resolve: ({ group }) => group.kind,
    }),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'Where the source does not date it, the first snapshot that held it.',
      resolve: ({ group }) => group.validFrom,
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day, inclusive; null when open.',
      resolve: ({ group }) => group.validTo,
    }),
    members: t.field({
      type: [ClusterMemberType],
      description: 'Regions first, then hospitals, then municipalities by code.',
      resolve: ({ members, at }) => {
        at.spend(members.length)
        return members.map((member) => ({ ...member, at }))
      },
    }),
  }),
})

builder.objectField(OrganisationType, 'clusters', (t) =>
  t.field({
    type: [ClusterType],
    description:
      'Clusters and health councils in force on the day whose members name it or an organisation above it, or the municipality that counts for it: that of its owner where a municipality runs it, none where a region or the state does, else the one where it works.',
    resolve: async ({ unit, at }) =>
      (await at.groupsOf(unit)).map((found) => clusterNode(found, at)),
  }),
)
