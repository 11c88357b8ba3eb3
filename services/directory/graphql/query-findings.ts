import type { ViewedDirectory } from '../domain/directory.ts'
import { wrongSorId } from '../domain/identifier/sor-id.ts'
import type { FindingCount, FindingPage, FindingRequest } from '../domain/quality/finding.ts'
import { KeyInvalid } from '../errors/reading.ts'
import { builder } from './builder.ts'
import {
  type FindingNode,
  FindingRuleType,
  FindingSeverityType,
  RegisterFindingType,
} from './finding.ts'
import { findingCursorOf, findingPositionOf } from './finding-cursor.ts'
import { checkFirst } from './most-at-once.ts'
import { PageInfoType } from './page-info.ts'

interface ConnectionNode {
  readonly page: FindingPage
  readonly request: FindingRequest
  readonly isFirst: boolean
  readonly at: ViewedDirectory
}

const RegisterFindingCountType = builder.objectRef<FindingCount>('RegisterFindingCount')

RegisterFindingCountType.implement({
  description: 'How many findings a rule has, of one severity.',
  fields: (t) => ({
    rule: t.field({ type: FindingRuleType, resolve: ({ rule }) => rule }),
    severity: t.field({ type: FindingSeverityType, resolve: ({ severity }) => severity }),
    count: t.exposeInt('count'),
  }),
})

const RegisterFindingEdgeType = builder.objectRef<FindingNode>('RegisterFindingEdge')

RegisterFindingEdgeType.implement({
  description: 'A finding on a page.',
  fields: (t) => ({
    cursor: t.string({ resolve: ({ finding }) => findingCursorOf(finding) }),
    node: t.field({ type: RegisterFindingType, resolve: (node) => node }),
  }),
})

const RegisterFindingConnectionType = builder.objectRef<ConnectionNode>('RegisterFindingConnection')

RegisterFindingConnectionType.implement({
  description: 'A page of findings, ordered by rule, and by what they are about.',
  fields: (t) => ({
    edges: t.field({
      type: [RegisterFindingEdgeType],
      resolve: ({ page, at }) => page.findings.map((finding) => ({ finding, at })),
    }),
    pageInfo: t.field({
      type: PageInfoType,
      resolve: ({ page, isFirst }) => {
        const cursors = page.findings.map(findingCursorOf)
        return {
          hasNextPage: page.hasMore,
          hasPreviousPage: !isFirst,
          startCursor: cursors[0] ?? null,
          endCursor: cursors.at(-1) ?? null,
        }
      },
    }),
    totalCount: t.int({
      description: 'On all pages.',
      resolve: async ({ request, at }) =>
        (await at.findingCounts(request)).reduce((sum, { count }) => sum + count, 0),
    }),
    counts: t.field({
      type: [RegisterFindingCountType],
      description: 'By rule and severity, on all pages; rules without findings are left out.',
      resolve: async ({ request, at }) => [...(await at.findingCounts(request))],
    }),
  }),
})

builder.queryField('registerFindings', (t) =>
  t.field({
    type: RegisterFindingConnectionType,
    description:
      'What the owners of the register should put right, as of today and the latest revision, by the sources that this caller may see.',
    args: {
      rule: t.arg({ type: FindingRuleType, description: 'Every rule when left out.' }),
      owner: t.arg({
        type: 'SorId',
        description: 'Findings of this organisation and of all below it.',
      }),
      first: t.arg.int({ defaultValue: 100, description: '1 to 1000.' }),
      after: t.arg.string({ description: 'A cursor.' }),
    },
    resolve: async (_root, args, { directory }) => {
      const first = args.first ?? 100
      checkFirst(first)
      const after = args.after == null ? null : findingPositionOf(args.after)
      const owner = args.owner ?? null
      const wrong = owner === null ? null : wrongSorId(owner)
      if (wrong !== null)
        throw new KeyInvalid(`Cannot look for findings of an organisation: ${wrong}`)
      const at = await directory.at(null, null)
      const request = { rule: args.rule ?? null, owner }
      const page = await at.findings({ ...request, first, after })
      at.spend(page.findings.length)
      return { page, request, isFirst: after === null, at }
    },
  }),
)
