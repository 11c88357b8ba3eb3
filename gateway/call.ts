import type { ExecutionResult } from 'graphql'
import { consumerOf } from '../services/kit/callers.ts'
import { isKnownError } from '../services/kit/errors.ts'
import { INTERNAL_ERROR_CODE, toGraphQLError } from '../services/kit/graphql-errors.ts'
import { operationSpanOf, outcomeOf } from '../services/kit/http/operation-span.ts'
import type { Log } from '../services/kit/log.ts'
import { isAsyncIterable } from '../services/kit/map-values.ts'
import type { OperationResult } from '../services/kit/subgraph-execution.ts'
import type { Telemetry } from '../services/kit/telemetry/telemetry.ts'
import type { Span } from '../services/kit/telemetry/tracing.ts'
import { CallerGone, SubgraphUnavailable } from './errors.ts'
import type { GatewayOperation } from './operation.ts'

/** One step of a plan, as a place that holds a subgraph answers it. */
export type Step = (span: Span) => Promise<OperationResult>

/** What a call to a subgraph is watched by. */
export interface CallObservers {
  readonly telemetry: Pick<Telemetry, 'tracing' | 'metrics'>
  readonly log: Pick<Log, 'warn'>
  /** Told of every call that has ended, whoever it was for. */
  readonly onCall?: ((call: SubgraphCall) => void) | undefined
}

/** How one call to a subgraph went. */
export interface SubgraphCall {
  readonly subgraph: string
  /** Name of the caller for whom it was; null for an anonymous one. */
  readonly consumer: string | null
  /** The subgraph's own failure; not a refusal, and not a caller that has left. */
  readonly isFailure: boolean
  readonly durationMs: number
}

/**
 * Runs one step of a plan under the operation's deadline, with a span and a measurement.
 *
 * @returns always a result, because what an engine does with a rejection would name the subgraph
 */
export async function callSubgraph(
  name: string,
  { operation, step }: { readonly operation: GatewayOperation; readonly step: Step },
  { telemetry, log, onCall }: CallObservers,
): Promise<OperationResult> {
  // A step on the way to one of many answers belongs to the trace of nobody who asked once.
  const parent = operation.isStream ? null : operationSpanOf(operation.admitted)
  const attributes = { 'fundament.subgraph': name }
  const options = { attributes, ...(parent && { parent }) }
  const span = telemetry.tracing.child('client', `subgraph ${name}`, options)
  const startedAt = performance.now()
  let isBroken = false
  const result = await answerOf(operation, () => span.run(() => step(span))).catch((cause) => {
    const context = { err: cause, subgraph: name, trace_id: span.ids.traceId }
    // A caller may leave whenever it likes.
    isBroken = !(cause instanceof CallerGone)
    if (isBroken) log.warn(context, 'A subgraph call failed')
    const shown = isKnownError(cause) ? cause : new SubgraphUnavailable({ cause })
    return { errors: [toGraphQLError(shown)] }
  })
  const isStream = isAsyncIterable(result)
  if (isStream) operation.becomeStream()
  const outcome = isStream ? 'ok' : outcomeOf(result)
  if (outcome === 'failed') span.fail(outcome)
  if (span !== parent) span.end()
  const durationMs = performance.now() - startedAt
  telemetry.metrics.subgraphCall({ subgraph: name, outcome, durationMs })
  const isFailure = isBroken || (!isStream && hasFault(result))
  onCall?.({
    subgraph: name,
    consumer: consumerOf(operation.admitted.caller),
    isFailure,
    durationMs,
  })
  return result
}

const hasFault = ({ errors = [] }: ExecutionResult): boolean =>
  errors.some(({ extensions }) => extensions?.code === INTERNAL_ERROR_CODE)

async function answerOf(
  operation: GatewayOperation,
  run: () => Promise<OperationResult>,
): Promise<OperationResult> {
  operation.signal.throwIfAborted()
  return operation.beforeEnd(run())
}
