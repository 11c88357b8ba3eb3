import type { PauseReason, Webhook } from '../domain/webhook/webhook.ts'
import { builder } from './builder.ts'
import { checkFirst } from './most-at-once.ts'
import { DeadLetterConnectionType, deadLetterPosition } from './webhook-dead-letters.ts'

const WebhookStateType = builder.enumType('WebhookState', {
  description: 'Whether a webhook is told of changes.',
  values: {
    ACTIVE: { description: 'It is.' },
    PAUSED: { description: 'Its caller has paused it.' },
    GONE: { description: 'Its receiver answered 410: it is paused until its caller resumes it.' },
  } as const,
})

const stateOf = (paused: PauseReason | null) =>
  paused === null ? 'ACTIVE' : paused === 'GONE' ? 'GONE' : 'PAUSED'

/** An address that its caller is told at. */
export const WebhookType = builder.objectRef<Webhook>('Webhook')

WebhookType.implement({
  description: 'An address that its caller is told of changes at. Nobody else sees it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    url: t.exposeString('url'),
    organisations: t.field({
      type: ['SorId'],
      description: 'Organisations whose changes it wants, with those of the mailboxes they carry.',
      resolve: ({ organisations }) => [...organisations],
    }),
    under: t.field({
      type: ['SorId'],
      description: 'Organisations that it wants with everything below them.',
      resolve: ({ under }) => [...under],
    }),
    messageTypes: t.stringList({
      description: 'Message types that it wants changes about; beside a place, both must hold.',
      resolve: ({ messageTypes }) => [...messageTypes],
    }),
    state: t.field({
      type: WebhookStateType,
      resolve: ({ pausedBecause }) => stateOf(pausedBecause),
    }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAt }) => createdAt }),
    revision: t.int({
      description:
        'What it wants of the revisions before this one is delivered, waits, or is dead.',
      resolve: ({ cursor }) => cursor.revision,
    }),
    waiting: t.exposeInt('waiting', { description: 'Deliveries that wait for an attempt.' }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The earliest attempt that is to come; null where nothing waits.',
      resolve: ({ nextAttemptAt }) => nextAttemptAt,
    }),
    lastSuccessAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastSuccessAt }) => lastSuccessAt,
    }),
    lastFailureAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastFailureAt }) => lastFailureAt,
    }),
    lastFailure: t.exposeString('lastFailure', {
      nullable: true,
      description: 'Why, as a code: `HTTP_503`, `TIMEOUT`, `CONNECTION_FAILED`, `TLS_FAILED`, …',
    }),
    formerSecretUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when the secret before this one signs too.',
      resolve: ({ formerSecretUntil }) => formerSecretUntil,
    }),
    deadLetters: t.field({
      type: DeadLetterConnectionType,
      description: 'Deliveries that were given up, the oldest first.',
      args: { first: t.arg.int({ defaultValue: 100 }), after: t.arg.string() },
      resolve: async ({ id, dead }, { first, after }, { webhooks }) => {
        const count = first ?? 100
        checkFirst(count)
        const position = deadLetterPosition(after ?? null)
        const page = await webhooks.deadLetters(id, { first: count, after: position })
        return { ...page, total: dead, isFirst: position === null }
      },
    }),
  }),
})
