import type { ViewedDirectory } from '../domain/directory.ts'
import type { WrittenKey } from '../domain/identifier/organisation-key.ts'
import { notFound } from '../domain/resolution/resolution.ts'
import { KeyInvalid } from '../errors/reading.ts'
import { askedMessageType } from './asked-message-type.ts'
import { builder } from './builder.ts'
import { EndpointFoundType } from './endpoint-found.ts'
import { EndpointNotFoundType } from './endpoint-not-found.ts'
import { checkCount } from './most-at-once.ts'
import { keyFrom, OrganisationKeyInput } from './organisation-key.ts'
import type { FoundNode, NotFoundNode } from './resolution-node.ts'
import { viewArguments } from './view-arguments.ts'

const EndpointResolutionType = builder.unionType('EndpointResolution', {
  description: 'Exactly one endpoint, or the reason why not; never two.',
  types: [EndpointFoundType, EndpointNotFoundType],
  resolveType: ({ kind }) => (kind === 'found' ? EndpointFoundType : EndpointNotFoundType),
})

const ResolveRequestInput = builder.inputType('ResolveRequest', {
  description: 'Who is asked for what.',
  fields: (t) => ({
    organisation: t.field({ type: OrganisationKeyInput, required: true }),
    messageType: t.string({ required: true }),
  }),
})

builder.queryFields((t) => ({
  resolveEndpoint: t.field({
    type: EndpointResolutionType,
    description:
      'Who receives this message type for this organisation: exactly one endpoint, or the reason why not.',
    args: {
      organisation: t.arg({ type: OrganisationKeyInput, required: true }),
      messageType: t.arg.string({ required: true }),
      ...viewArguments,
    },
    resolve: async (_root, { on, asKnownAt, ...request }, { directory }) =>
      resolve(await directory.at(on ?? null, asKnownAt ?? null), request),
  }),
  resolveEndpoints: t.field({
    type: [EndpointResolutionType],
    description: 'The same for many, in the order asked. At most 1000.',
    args: {
      requests: t.arg({ type: [ResolveRequestInput], required: true }),
      ...viewArguments,
    },
    resolve: async (_root, { requests, on, asKnownAt }, { directory }) => {
      checkCount(requests.length)
      const at = await directory.at(on ?? null, asKnownAt ?? null)
      return Promise.all(requests.map((request) => resolve(at, request)))
    },
  }),
}))

async function resolve(
  at: ViewedDirectory,
  request: { readonly organisation: WrittenKey; readonly messageType: string },
): Promise<FoundNode | NotFoundNode> {
  const asked = askedMessageType(request.messageType)
  try {
    const key = keyFrom(request.organisation)
    const answer = await at.resolve(key, asked)
    return answer.kind === 'found' ? { ...answer, at, key } : { ...answer, at }
  } catch (error) {
    // The list holds no nulls: an error at one place would take the answers of all others with it.
    if (error instanceof KeyInvalid) return { ...notFound('KEY_INVALID', error.message), at }
    throw error
  }
}
