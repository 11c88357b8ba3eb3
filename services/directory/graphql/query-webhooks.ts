import { builder } from './builder.ts'
import { WebhookType } from './webhook.ts'

builder.queryFields((t) => ({
  webhooks: t.field({
    type: [WebhookType],
    description: "The caller's webhooks, the oldest first.",
    resolve: async (_root, _args, { webhooks }) => [...(await webhooks.all())],
  }),
  webhook: t.field({
    type: WebhookType,
    nullable: true,
    description: 'Null where the caller has none of that id.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { webhooks }) => webhooks.byId(id),
  }),
}))
