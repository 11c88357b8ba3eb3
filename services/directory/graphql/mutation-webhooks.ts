import type { WebhookWithSecret } from '../domain/webhook/webhooks.ts'
import { builder } from './builder.ts'
import { WebhookType } from './webhook.ts'

const CreateWebhookInput = builder.inputType('CreateWebhookInput', {
  description:
    'Which changes are told where. With neither a place nor a message type: all that the caller may see.',
  fields: (t) => ({
    url: t.string({ required: true, description: 'Begins with `https:` and points outside.' }),
    organisations: t.field({
      type: ['SorId'],
      description: 'These organisations, and the mailboxes that they carry.',
    }),
    under: t.field({
      type: ['SorId'],
      description:
        'These organisations with all below them. Together with `organisations`: either.',
    }),
    messageTypes: t.stringList({
      description: 'In any spelling. Beside a place, both must hold.',
    }),
    secret: t.string({
      description: 'To sign with, 32 bytes or more; one is made where it is left out.',
    }),
    afterRevision: t.int({
      description: 'Tell everything after this revision; from now on where it is left out.',
    }),
  }),
})

const WebhookSecretType = builder.objectRef<WebhookWithSecret>('WebhookSecret')

WebhookSecretType.implement({
  description: 'A webhook with its secret, which is shown this once.',
  fields: (t) => ({
    webhook: t.field({ type: WebhookType, resolve: ({ webhook }) => webhook }),
    secret: t.exposeString('secret', {
      description: 'What deliveries are signed with. It cannot be asked for again.',
    }),
  }),
})

builder.mutationFields((t) => ({
  createWebhook: t.field({
    type: WebhookSecretType,
    description: 'Has the caller told of changes. Only a named caller may.',
    args: { input: t.arg({ type: CreateWebhookInput, required: true }) },
    resolve: (_root, { input }, { webhooks }) =>
      webhooks.create({
        url: input.url,
        organisations: input.organisations ?? [],
        under: input.under ?? [],
        messageTypes: input.messageTypes ?? [],
        secret: input.secret ?? null,
        afterRevision: input.afterRevision ?? null,
      }),
  }),
  deleteWebhook: t.id({
    description: 'Ends it, with all that waits or is dead. Answers the id.',
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, { id }, { webhooks }) => {
      await webhooks.delete(id)
      return id
    },
  }),
  rotateWebhookSecret: t.field({
    type: WebhookSecretType,
    description: 'Gives it a new secret. For 24 hours deliveries are signed with both.',
    args: { id: t.arg.id({ required: true }), secret: t.arg.string() },
    resolve: (_root, { id, secret }, { webhooks }) => webhooks.rotateSecret(id, secret ?? null),
  }),
  pauseWebhook: t.field({
    type: WebhookType,
    description: 'Stops deliveries. What waits, and what comes meanwhile, is kept.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { webhooks }) => webhooks.pause(id),
  }),
  resumeWebhook: t.field({
    type: WebhookType,
    description: 'Goes on with deliveries; what waits has its full 72 hours again.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { webhooks }) => webhooks.resume(id),
  }),
  replayWebhook: t.field({
    type: WebhookType,
    description: 'Tells everything after a revision again, what has arrived too.',
    args: {
      id: t.arg.id({ required: true }),
      afterRevision: t.arg.int({ required: true, description: '0 for everything.' }),
    },
    resolve: (_root, { id, afterRevision }, { webhooks }) => webhooks.replay(id, afterRevision),
  }),
  replayDeadLetters: t.field({
    type: WebhookType,
    description: 'Tries every dead letter anew.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { webhooks }) => webhooks.replayDeadLetters(id),
  }),
}))
