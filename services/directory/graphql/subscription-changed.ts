import { endingOnReturn } from '../../kit/ending-on-return.ts'
import { behindRevision, type Change, type ChangePosition } from '../domain/change/change.ts'
import type { ChangeFeed, ChangePage } from '../domain/change/change-feed.ts'
import { followChanges } from '../domain/change/follow-changes.ts'
import { builder } from './builder.ts'
import { type ChangeNode, ChangeType, changeNodes } from './change.ts'
import { positionArguments, positionFrom } from './change-position.ts'
import type { Context } from './context.ts'
import { checkCount } from './most-at-once.ts'
import { keyFrom } from './organisation-key.ts'

builder.subscriptionType({})

builder.subscriptionField('changed', (t) =>
  t.field({
    type: ChangeType,
    description:
      'New changes as they are recorded, from a revision or a cursor on, so that nothing is missed between a query and a subscription; with neither, from now on.',
    args: {
      ...positionArguments,
      organisations: t.arg({
        type: ['SorId'],
        description: 'Only these, at most 1000, and the endpoints that they carry themselves.',
      }),
    },
    subscribe: async (_root, { organisations, ...asked }, context) => {
      checkCount(organisations?.length ?? 0)
      const wanted = organisations?.map((sorId) => keyFrom({ sorId }).value) ?? null
      const latest = await context.changes.latest()
      const after = positionFrom(asked, latest) ?? behindRevision(latest)
      const only = wanted && new Set(wanted)
      return endingOnReturn((signal) => changed(context, { after, only, signal }))
    },
    resolve: (node) => node,
  }),
)

interface Wanted {
  readonly after: ChangePosition
  /** SOR ids; null for all. */
  readonly only: ReadonlySet<string> | null
  readonly signal: AbortSignal
}

async function* changed(
  { changes, lookAgain }: Context,
  { after, only, signal }: Wanted,
): AsyncGenerator<ChangeNode, void> {
  for await (const page of followChanges(changes, { after, signal })) {
    const wanted = only ? await aboutThese(changes, page, only) : page.changes
    // The register has become another since the subscription began, and the last page.
    yield* changeNodes(wanted, () => lookAgain().at(null, null))
  }
}

async function aboutThese(
  feed: ChangeFeed,
  page: ChangePage,
  only: ReadonlySet<string>,
): Promise<readonly Change[]> {
  const carriers = await feed.carriers(page)
  return page.changes.filter((change) =>
    change.subjectType === 'Organisation'
      ? only.has(change.subjectId)
      : (carriers.get(change) ?? []).some((sorId) => only.has(sorId)),
  )
}
