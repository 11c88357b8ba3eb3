import type { IncidentSubscription, SubscriptionAnswer } from '../domain/subscriber/subscription.ts'
import { builder } from './builder.ts'
import { LanguageType } from './language.ts'

const KindType = builder.enumType('IncidentSubscriptionKind', {
  description: 'How somebody is told of incidents. Everybody can read the Atom feed beside.',
  values: {
    WEBHOOK: {
      description: 'A signed POST for each line of a time line, in order. Only for named callers.',
    },
    EMAIL: { description: 'A mail in plain text, once its owner has confirmed the address.' },
  } as const,
})

const StateType = builder.enumType('IncidentSubscriptionState', {
  description: 'Whether somebody is told.',
  values: {
    UNCONFIRMED: { description: 'A mail asks its owner; forgotten after 24 hours.' },
    ACTIVE: {},
    GONE: { description: 'The receiver answered 410: it is told no more.' },
    GIVEN_UP: { description: 'It could not be reached for 24 hours: it is told no more.' },
  } as const,
})

const SubscriptionType = builder.objectRef<IncidentSubscription>('IncidentSubscription')

SubscriptionType.implement({
  description: 'Who is told of incidents. Nobody but its caller sees it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({ type: KindType, resolve: ({ kind }) => kind }),
    address: t.exposeString('address'),
    services: t.idList({
      description: 'Ids; none for all that the caller may see.',
      resolve: ({ services }) => [...services],
    }),
    language: t.field({ type: LanguageType, resolve: ({ language }) => language }),
    state: t.field({ type: StateType, resolve: ({ state }) => state }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAt }) => createdAt }),
    lastSuccessAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ lastSuccessAt }) => lastSuccessAt,
    }),
    failingSince: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ failingSince }) => failingSince,
    }),
    lastFailure: t.exposeString('lastFailure', {
      nullable: true,
      description: 'Why, as a code: `HTTP_503`, `TIMEOUT`, `SMTP_550`, …',
    }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried again; null where nothing has failed.',
      resolve: ({ nextAttemptAt }) => nextAttemptAt,
    }),
    token: t.exposeString('token', { description: 'Ends it.' }),
  }),
})

const AnswerType = builder.objectRef<SubscriptionAnswer>('IncidentSubscriptionAnswer')

AnswerType.implement({
  description:
    'What somebody who subscribes is answered. Of an e-mail the same whether or not it was there before.',
  fields: (t) => ({
    state: t.field({ type: StateType, resolve: ({ state }) => state }),
    id: t.id({ nullable: true, resolve: ({ made }) => made?.id }),
    secret: t.string({
      nullable: true,
      description: 'What deliveries to a webhook are signed with. It cannot be asked for again.',
      resolve: ({ made }) => made?.secret,
    }),
    token: t.string({
      nullable: true,
      description: 'Ends it.',
      resolve: ({ made }) => made?.token,
    }),
  }),
})

const SubscribeInput = builder.inputType('SubscribeToIncidentsInput', {
  description: 'Who is to be told of incidents.',
  fields: (t) => ({
    kind: t.field({ type: KindType, required: true }),
    address: t.string({
      required: true,
      description: 'A URL with `https:`, or an e-mail address.',
    }),
    services: t.idList({ description: 'All that the caller may see where it is left out.' }),
    language: t.field({ type: LanguageType, defaultValue: 'da', required: true }),
  }),
})

builder.queryFields((t) => ({
  incidentSubscriptions: t.field({
    type: [SubscriptionType],
    description: "The caller's own, the oldest first. Only a named caller has any.",
    resolve: async (_root, _args, { subscriptions }) => [...(await subscriptions.own())],
  }),
}))

builder.mutationFields((t) => ({
  subscribeToIncidents: t.field({
    type: AnswerType,
    description:
      'Has somebody told of every line of a time line from now on. A webhook of the same caller at the same address is replaced.',
    args: { input: t.arg({ type: SubscribeInput, required: true }) },
    resolve: (_root, { input }, { subscriptions }) =>
      subscriptions.subscribe({ ...input, services: input.services ?? [] }),
  }),
  confirmSubscription: t.boolean({
    description: 'What the owner of an address says with the token of the mail that asked.',
    args: { token: t.arg.string({ required: true }) },
    resolve: async (_root, { token }, { subscriptions }) => {
      await subscriptions.confirm(token)
      return true
    },
  }),
  unsubscribe: t.boolean({
    description: 'Ends a subscription and forgets its address. Every mail holds the token.',
    args: { token: t.arg.string({ required: true }) },
    resolve: async (_root, { token }, { subscriptions }) => {
      await subscriptions.unsubscribe(token)
      return true
    },
  }),
}))
