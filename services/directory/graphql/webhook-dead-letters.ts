import { CursorInvalid } from '../../kit/paging.ts'
import type { DeadLetter, DeadLetterPage } from '../domain/webhook/webhook.ts'
import { builder } from './builder.ts'
import { PageInfoType } from './page-info.ts'

const DeadLetterType = builder.objectRef<DeadLetter>('WebhookDeadLetter')

DeadLetterType.implement({
  description: 'A delivery that was tried for 72 hours and given up.',
  fields: (t) => ({
    id: t.exposeID('id'),
    eventId: t.exposeID('eventId', { description: "The event's `id`, as its body says it." }),
    subjectType: t.exposeString('subjectType'),
    subjectId: t.exposeID('subjectId'),
    attempts: t.exposeInt('attempts'),
    failure: t.exposeString('failure', { description: 'Why the last attempt failed, as a code.' }),
    diedAt: t.field({ type: 'DateTime', resolve: ({ diedAt }) => diedAt }),
  }),
})

const DeadLetterEdgeType = builder.objectRef<DeadLetter>('WebhookDeadLetterEdge')

DeadLetterEdgeType.implement({
  description: 'A dead letter on a page.',
  fields: (t) => ({
    cursor: t.string({ resolve: ({ id }) => cursorOf(id) }),
    node: t.field({ type: DeadLetterType, resolve: (letter) => letter }),
  }),
})

interface DeadLetterConnection extends DeadLetterPage {
  readonly total: number
  readonly isFirst: boolean
}

/** A page of dead letters. */
export const DeadLetterConnectionType = builder.objectRef<DeadLetterConnection>(
  'WebhookDeadLetterConnection',
)

DeadLetterConnectionType.implement({
  description: 'A page of dead letters, the oldest first.',
  fields: (t) => ({
    edges: t.field({ type: [DeadLetterEdgeType], resolve: ({ letters }) => [...letters] }),
    pageInfo: t.field({
      type: PageInfoType,
      resolve: ({ letters, hasMore, isFirst }) => {
        const cursors = letters.map(({ id }) => cursorOf(id))
        return {
          hasNextPage: hasMore,
          hasPreviousPage: !isFirst,
          startCursor: cursors[0] ?? null,
          endCursor: cursors.at(-1) ?? null,
        }
      },
    }),
    totalCount: t.int({ resolve: ({ total }) => total }),
  }),
})

const cursorOf = (id: string): string => Buffer.from(id).toString('base64url')

/**
 * @returns the id of the last letter that was seen; null for the first page
 * @throws {CursorInvalid} where none of our pages gave it
 */
export function deadLetterPosition(cursor: string | null): string | null {
  if (cursor === null) return null
  const id = Buffer.from(cursor, 'base64url').toString()
  if (!/^\d{1,18}$/.test(id) || cursorOf(id) !== cursor) throw new CursorInvalid(cursor)
  return id
}
