import type { NotFoundReason } from '../domain/resolution/resolution.ts'
import { builder } from './builder.ts'
import { FreshnessType } from './freshness.ts'
import { MessageTypeType } from './message-type.ts'
import { endpointNode, organisationNodes } from './node.ts'
import { EndpointType, OrganisationType } from './organisation-ref.ts'
import { type NotFoundNode, sourcesBehind } from './resolution-node.ts'
import { ResolutionStepType } from './resolution-step.ts'

const REASONS: Readonly<Record<NotFoundReason, string>> = {
  KEY_INVALID: 'The identifier breaks its own rules; told apart from one that is unknown.',
  ORGANISATION_UNKNOWN: 'No organisation goes by that key.',
  NOT_RECORDED_FOR_DAY: 'No source speaks for that day.',
  ORGANISATION_CLOSED: 'Every unit of that key is closed on the day.',
  ORGANISATION_FUTURE: 'Or not yet open.',
  AMBIGUOUS:
    'After the key is reduced to units valid on the day, and those to units with a mailbox, more than one is left.',
  NO_ENDPOINT: 'It carries no mailbox and inherits none.',
  ENDPOINT_NOT_ACTIVE: 'The mailbox is out of service.',
  INTERNAL_ONLY: 'The mailbox is for internal use only.',
  MESSAGE_TYPES_UNKNOWN:
    'No source says what the endpoint receives: not the same as "does not receive".',
  MESSAGE_TYPE_NOT_RECEIVED: 'The endpoint receives other message types.',
}

const EndpointNotFoundReasonType = builder.enumType('EndpointNotFoundReason', {
  description: 'In order of precedence: the first that applies is given.',
  values: Object.fromEntries(
    Object.entries(REASONS).map(([reason, description]) => [reason, { description }]),
  ) as Readonly<Record<NotFoundReason, { readonly description: string }>>,
})

/** Why there is no endpoint. */
export const EndpointNotFoundType = builder.objectRef<NotFoundNode>('EndpointNotFound')

EndpointNotFoundType.implement({
  description: 'Why there is no endpoint, with what could help.',
  fields: (t) => ({
    reason: t.field({ type: EndpointNotFoundReasonType, resolve: ({ reason }) => reason }),
    message: t.exposeString('message'),
    steps: t.field({
      type: [ResolutionStepType],
      resolve: ({ steps, at }) => steps.map((step) => ({ ...step, at })),
    }),
    candidates: t.field({
      type: [EndpointType],
      description: 'The mailboxes that came into question.',
      resolve: ({ candidates, at }) => candidates.map((mailbox) => endpointNode(mailbox, at)),
    }),
    organisations: t.field({
      type: [OrganisationType],
      description: 'The units that the key could mean.',
      resolve: ({ units, at }) => [...organisationNodes(units, at)],
    }),
    alternatives: t.field({
      type: [MessageTypeType],
      description: 'Other standards of the same purpose that it does receive.',
      resolve: ({ alternatives }) => [...alternatives],
    }),
    replacedBy: t.field({
      type: [OrganisationType],
      description: 'Of closed units: their direct successors, as far as the register holds them.',
      resolve: async ({ units, at }) => {
        const closed = units.filter(({ status }) => status === 'CLOSED')
        const replacements = await Promise.all(closed.map(({ sorId }) => at.replacements(sorId)))
        const ids = new Set(replacements.flatMap(({ replacedBy }) => replacedBy))
        const successors = await Promise.all([...ids].map((sorId) => at.unit(sorId)))
        return [
          ...organisationNodes(
            successors.filter((unit) => unit !== null),
            at,
          ),
        ]
      },
    }),
    on: t.field({ type: 'Date', resolve: ({ at }) => at.view.day }),
    revision: t.int({ resolve: ({ at }) => at.view.revision }),
    freshness: t.field({
      type: FreshnessType,
      resolve: (answer) => answer.at.freshness(sourcesBehind(answer)),
    }),
  }),
})
