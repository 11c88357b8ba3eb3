import httpTransport from '@graphql-mesh/transport-http'
import type { ExecutionRequest, ExecutionResult } from '@graphql-tools/utils'
import { STATE_HEADER } from '../services/kit/answer-states.ts'
import type { ReportBug } from '../services/kit/graphql-errors.ts'
import type { StreamContext } from '../services/kit/http/stream-operations.ts'
import { isAsyncIterable, mapValues } from '../services/kit/map-values.ts'
import type { Subgraph } from '../services/kit/subgraph.ts'
import { executeInSubgraph, type OperationResult } from '../services/kit/subgraph-execution.ts'
import { formatTraceparent } from '../services/kit/telemetry/traceparent.ts'
import type { Span } from '../services/kit/telemetry/tracing.ts'
import { type CallObservers, callSubgraph, type Step } from './call.ts'
import type { GatewayOperation, Told } from './operation.ts'
import { remoteError } from './remote-errors.ts'

/** Where a subgraph is: in this process, or behind a URL. */
export type SubgraphPlace = HerePlace | RemotePlace

/** A subgraph of this process. */
export interface HerePlace extends Told {
  readonly kind: 'here'
  readonly subgraph: Subgraph
}

/** A subgraph of another process. */
export interface RemotePlace extends Told {
  readonly kind: 'remote'
  readonly name: string
  readonly url: URL
}

/** What the gateway puts into the context of every operation. */
export interface GatewayContext extends StreamContext {
  readonly operation: GatewayOperation
}

/** The subgraphs of a supergraph, by the names under which it knows them. */
export const subgraphNames = (supergraph: string): readonly string[] =>
  [...supergraph.matchAll(/@join__graph\(name: "([^"]+)"/g)].map(([, name = '']) => name)

/** A transport as the runtime takes it. */
export type Transport = typeof httpTransport

type Payload = Parameters<Transport['getSubgraphExecutor']>[0]

/** The name under which the supergraph knows it. */
export const nameOf = (place: SubgraphPlace): string =>
  place.kind === 'here' ? place.subgraph.name : place.name

/** Reaches every subgraph where it is, each call under the same deadline, span and error rules. */
export function transportTo(places: readonly SubgraphPlace[], observers: CallObservers): Transport {
  const byName = new Map(places.map((place) => [nameOf(place), place]))
  return {
    getSubgraphExecutor: (payload) => {
      const name = payload.subgraphName
      const place = byName.get(name)
      if (!place) throw new TypeError(`Cannot reach subgraph "${name}": it has no place`)
      const way = place.kind === 'here' ? wayHere(place) : wayTo(place, payload)
      const executor = (request: ExecutionRequest): Promise<OperationResult> => {
        const { operation } = request.context as GatewayContext
        return callSubgraph(name, { operation, step: way.stepOf(request, operation) }, observers)
      }
      return Object.assign(executor, { [Symbol.asyncDispose]: way.close })
    },
  }
}

interface Way {
  stepOf(request: ExecutionRequest, operation: GatewayOperation): Step
  close(): Promise<void>
}

const wayHere = ({ subgraph, ...told }: HerePlace): Way => ({
  stepOf:
    ({ document, variables, operationName }, operation) =>
    async () => {
      const context = operation.contextOf(subgraph, told)
      const { reportBug } = operation.admitted
      return executeInSubgraph(subgraph, { document, variables, operationName, context }, reportBug)
    },
  close: async () => {},
})

function wayTo({ url, ...told }: RemotePlace, payload: Payload): Way {
  const transportEntry = {
    ...payload.transportEntry,
    kind: 'http',
    subgraph: payload.subgraphName,
    location: url.href,
    // Two callers may ask the same and have different rights; loaders and caches know that, the wire does not. Variables may hold a
    // person's number and never stand in a URL, where subscriptions would put them that are not told to be posted.
    options: { deduplicateInflightRequests: false, method: 'POST' as const },
  }
  const post = httpTransport.getSubgraphExecutor({
    ...payload,
    transportEntry,
    fetch: hearing(payload.fetch),
  })
  return {
    stepOf: (request, operation) => (span) =>
      postStep(post, request, {
        operation,
        span,
        authorization: operation.toldTo(told).authorization,
      }),
    close: async () => post[Symbol.asyncDispose](),
  }
}

/** Hears what a subgraph says beside its answer. */
const hearing =
  (fetch: Payload['fetch']): NonNullable<Payload['fetch']> =>
  async (url, options, context: GatewayContext, info) => {
    if (!fetch) throw new TypeError('Cannot reach subgraph: the runtime has no fetch')
    const response = await fetch(url, options, context, info)
    context.operation.hearStates(response.headers.get(STATE_HEADER))
    return response
  }

interface RemoteStep {
  readonly operation: GatewayOperation
  readonly span: Span
  readonly authorization: string | undefined
}

async function postStep(
  post: ReturnType<Transport['getSubgraphExecutor']>,
  request: ExecutionRequest,
  { operation, span, authorization }: RemoteStep,
): Promise<OperationResult> {
  const { reportBug } = operation.admitted
  const headers = {
    traceparent: formatTraceparent(span.ids),
    ...(authorization && { authorization }),
  }
  const extensions = { ...request.extensions, headers }
  const over = new AbortController()
  const signal = AbortSignal.any([operation.signal, over.signal])
  const result = await post({ ...request, extensions, signal })
  if (!isAsyncIterable(result)) return shown(result, reportBug)
  // Whoever wants no more hangs up: to wait for what the other side says next may take hours.
  const results = result as AsyncIterable<ExecutionResult>
  return mapValues(
    results,
    (one) => shown(one, reportBug),
    () => over.abort(),
  )
}

function shown(result: ExecutionResult, reportBug: ReportBug): ExecutionResult {
  if (!result.errors) return result
  return { ...result, errors: result.errors.map((error) => remoteError(error, reportBug)) }
}
