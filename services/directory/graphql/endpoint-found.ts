import { receiverOf } from '../domain/mailbox/receiver.ts'
import { builder } from './builder.ts'
import { FreshnessType } from './freshness.ts'
import { MessageTypeType } from './message-type.ts'
import { endpointNode, unitNode } from './node.ts'
import { EndpointType, OrganisationType } from './organisation-ref.ts'
import { ReceiverType } from './receiver.ts'
import { type FoundNode, sourcesBehind } from './resolution-node.ts'
import { ResolutionStepType } from './resolution-step.ts'

/** Exactly one endpoint. */
export const EndpointFoundType = builder.objectRef<FoundNode>('EndpointFound')

EndpointFoundType.implement({
  description: 'Exactly one endpoint, and why that one.',
  fields: (t) => ({
    endpoint: t.field({
      type: EndpointType,
      resolve: ({ mailbox, inheritedFrom, at }) => endpointNode(mailbox, at, inheritedFrom),
    }),
    organisation: t.field({
      type: OrganisationType,
      description: 'The one that is to have the message.',
      resolve: ({ unit, at }) => unitNode(unit, at),
    }),
    steps: t.field({
      type: [ResolutionStepType],
      resolve: ({ steps, at }) => steps.map((step) => ({ ...step, at })),
    }),
    matched: t.field({
      type: [MessageTypeType],
      description: 'The versions of the asked message type that it receives, newest first.',
      resolve: ({ matched }) => [...matched],
    }),
    receiver: t.field({
      type: ReceiverType,
      description: 'Ready for the message header.',
      resolve: (found) => receiverOf(found.key, found),
    }),
    on: t.field({ type: 'Date', resolve: ({ at }) => at.view.day }),
    revision: t.int({ resolve: ({ at }) => at.view.revision }),
    freshness: t.field({
      type: FreshnessType,
      resolve: (found) => found.at.freshness(sourcesBehind(found)),
    }),
  }),
})
