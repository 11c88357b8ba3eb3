import type { Transport } from '@graphql-mesh/transport-common'
import httpTransport from '@graphql-mesh/transport-http'
import type { ExecutionRequest, ExecutionResult } from '@graphql-tools/utils'
import type { AdmittedContext } from '../services/kit/http/operation-span.ts'
import type { Subgraph } from '../services/kit/subgraph.ts'
import { executeInSubgraph } from '../services/kit/subgraph-execution.ts'
import { formatTraceparent } from '../services/kit/telemetry/traceparent.ts'
import { type CallObservers, callSubgraph, type Step } from './call.ts'
import type { GatewayOperation } from './operation.ts'
import { remoteError } from './remote-errors.ts'

/** Where a subgraph is: in this process, or behind a URL. */
export type SubgraphPlace =
  | { readonly kind: 'here'; readonly subgraph: Subgraph }
  | { readonly kind: 'remote'; readonly name: string; readonly url: URL }

/** What the gateway puts into the context of every operation. */
export interface GatewayContext extends AdmittedContext {
  readonly operation: GatewayOperation
}

type Executor = (request: ExecutionRequest) => Promise<ExecutionResult>
type Payload = Parameters<Transport['getSubgraphExecutor']>[0]

/** The name under which the supergraph knows it. */
export const nameOf = (place: SubgraphPlace): string =>
  place.kind === 'here' ? place.subgraph.name : place.name

/** Reaches every subgraph where it is, each call under the same deadline, span and error rules. */
export function transportTo(places: readonly SubgraphPlace[], observers: CallObservers): Transport {
  const byName = new Map(places.map((place) => [nameOf(place), place]))
  return {
    getSubgraphExecutor: async (payload) => {
      const name = payload.subgraphName
      const place = byName.get(name)
      if (!place) throw new TypeError(`Cannot reach subgraph "${name}": it has no place`)
      const stepOf =
        place.kind === 'here' ? stepHere(place.subgraph) : await stepTo(place.url, payload)
      const executor: Executor = (request) => {
        const { operation } = request.context as GatewayContext
        return callSubgraph(name, { operation, step: stepOf(request, operation) }, observers)
      }
      return executor
    },
  }
}

type StepOf = (request: ExecutionRequest, operation: GatewayOperation) => Step

const stepHere =
  (subgraph: Subgraph): StepOf =>
  ({ document, variables, operationName }, operation) =>
  async () => {
    const context = operation.contextOf(subgraph)
    const { reportBug } = operation.admitted
    return executeInSubgraph(subgraph, { document, variables, operationName, context }, reportBug)
  }

async function stepTo(url: URL, payload: Payload): Promise<StepOf> {
  const transportEntry = {
    ...payload.transportEntry,
    kind: 'http',
    subgraph: payload.subgraphName,
    location: url.href,
    // Two callers may ask the same and have different rights; loaders and caches know that, the wire does not.
    options: { deduplicateInflightRequests: false },
  }
  const post = await httpTransport.getSubgraphExecutor({ ...payload, transportEntry })
  return (request, { admitted, signal }) =>
    async (span) => {
      const { authorization, reportBug } = admitted
      const headers = {
        traceparent: formatTraceparent(span.ids),
        ...(authorization && { authorization }),
      }
      const extensions = { ...request.extensions, headers }
      const result = (await post({ ...request, extensions, signal })) as ExecutionResult
      if (!result.errors) return result
      return { ...result, errors: result.errors.map((error) => remoteError(error, reportBug)) }
    }
}
