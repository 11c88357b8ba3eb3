import type { Change } from '../domain/change/change.ts'
import type { ViewedDirectory } from '../domain/directory.ts'
import { builder } from './builder.ts'
import { changeCursorOf } from './change-cursor.ts'
import { type ClusterNode, ClusterType, clusterNode } from './cluster.ts'
import { type EndpointNode, endpointNode, type OrganisationNode, unitNode } from './node.ts'
import { EndpointType, OrganisationType } from './organisation-ref.ts'

/** A change in the graph. Its subject is looked at when it is asked for, together with those beside it. */
export interface ChangeNode {
  readonly change: Change
  readonly today: () => Promise<ViewedDirectory>
}

/** @param today where the subjects are looked at; asked once, when the first is wanted */
export function changeNodes(
  changes: readonly Change[],
  today: () => Promise<ViewedDirectory>,
): readonly ChangeNode[] {
  let looking: Promise<ViewedDirectory> | null = null
  const once = () => {
    looking ??= today()
    return looking
  }
  return changes.map((change) => ({ change, today: once }))
}

const ChangeKindType = builder.enumType('ChangeKind', {
  description: 'What became of the record that one source holds of a subject.',
  values: {
    CREATED: { description: 'The source said nothing of it before.' },
    UPDATED: {},
    CLOSED: { description: 'Its open end was closed; the day may lie ahead.' },
    REOPENED: { description: 'It has no end any more.' },
    REPLACED: { description: 'It got a successor.' },
    REMOVED: { description: 'The source says nothing of it any more, for no day.' },
    REDACTED: { description: 'Named fields were blanked in every revision.' },
  } as const,
})

type SubjectNode = OrganisationNode | EndpointNode | ClusterNode

const ChangeSubjectType = builder.unionType('ChangeSubject', {
  description: 'What a change is about.',
  types: [OrganisationType, EndpointType, ClusterType],
  resolveType: (subject) => {
    if ('unit' in subject) return OrganisationType
    return 'mailbox' in subject ? EndpointType : ClusterType
  },
})

/** Declared before it is implemented, so that a subscription may give it. */
export const ChangeType = builder.objectRef<ChangeNode>('Change')

ChangeType.implement({
  description:
    'What one revision did to the record that one source holds of a subject. A subject that several sources hold has a change of its own for each.',
  fields: (t) => ({
    sequence: t.id({
      description: 'Counts from 1, without gaps, what this caller may see.',
      resolve: ({ change }) => String(change.sequence),
    }),
    cursor: t.string({
      description: 'To go on behind this change with `after`.',
      resolve: ({ change }) => changeCursorOf(change),
    }),
    revision: t.int({ resolve: ({ change }) => change.revision }),
    source: t.string({
      description: 'The source whose record it is.',
      resolve: ({ change }) => change.source,
    }),
    kind: t.field({ type: ChangeKindType, resolve: ({ change }) => change.kind }),
    subjectType: t.string({
      description: 'Organisation, Endpoint or Cluster.',
      resolve: ({ change }) => change.subjectType,
    }),
    subjectId: t.id({
      description: 'SOR id, id of the endpoint or of the cluster; stays when the subject has gone.',
      resolve: ({ change }) => change.subjectId,
    }),
    subject: t.field({
      type: ChangeSubjectType,
      nullable: true,
      description: 'As it is today in the latest revision; null where there is none.',
      resolve: async ({ change, today }) => subjectOf(change, await today()),
    }),
    fields: t.stringList({
      description:
        'Names of the fields that differ on any day, sorted; none for a record that came or went.',
      resolve: ({ change }) => [...change.fields],
    }),
    recordedAt: t.field({ type: 'DateTime', resolve: ({ change }) => change.recordedAt }),
  }),
})

async function subjectOf(
  { subjectType, subjectId }: Change,
  at: ViewedDirectory,
): Promise<SubjectNode | null> {
  if (subjectType === 'Organisation') {
    const unit = await at.unit(subjectId)
    return unit && !unit.isGone ? unitNode(unit, at) : null
  }
  if (subjectType === 'Endpoint') {
    const mailbox = await at.mailbox(subjectId)
    return mailbox && endpointNode(mailbox, at)
  }
  const found = await at.group(subjectId)
  return found && clusterNode(found, at)
}
