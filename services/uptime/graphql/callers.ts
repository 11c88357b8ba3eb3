import type { ConsumerCalls } from '../domain/calls/failing.ts'
import { builder } from './builder.ts'

/** How one consumer's calls go. */
export const ServiceCallerType = builder.objectRef<ConsumerCalls>('ServiceCaller')

ServiceCallerType.implement({
  description: "How the hub's own calls to a service went in the last hour, for one consumer.",
  fields: (t) => ({
    consumer: t.exposeString('consumer', {
      description: 'Name of the caller for whom the hub called; `anonymous` for those without one.',
    }),
    calls: t.exposeInt('calls'),
    failures: t.exposeInt('failures'),
    lastFailure: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'To the minute.',
      resolve: ({ lastFailure }) => lastFailure,
    }),
  }),
})
