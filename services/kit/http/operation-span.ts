import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { INTERNAL_ERROR_CODE } from '../graphql-errors.ts'
import type { Outcome } from '../telemetry/metrics.ts'
import type { Telemetry } from '../telemetry/telemetry.ts'
import type { Span } from '../telemetry/tracing.ts'
import type { AdmittedRequest } from './admission.ts'

/** What every GraphQL server behind `graphqlRoute()` finds in its context. */
export interface AdmittedContext {
  readonly admitted: AdmittedRequest
}

/** What an operation is watched by. */
export type Observers = Pick<Telemetry, 'tracing' | 'metrics'>
type OperationPlugin = Pick<Plugin<AdmittedContext>, 'onParse' | 'onValidate' | 'onExecute'>

const spans = new WeakMap<AdmittedRequest, Span>()

/** The span of the operation that a request carries; the request's own before there is one. */
export const operationSpanOf = (admitted: AdmittedRequest): Span =>
  spans.get(admitted) ?? admitted.span

/** A span and a measurement of every operation, by its type; the client's own name for it is recorded nowhere. */
export function measureOperations(telemetry: Observers): OperationPlugin {
  const invalid = (isInvalid: boolean): void => {
    if (!isInvalid) return
    telemetry.metrics.operation({ type: 'unknown', outcome: 'invalid', durationMs: 0 })
  }
  return {
    onParse:
      () =>
      ({ result }) =>
        invalid(result instanceof Error),
    onValidate:
      () =>
      ({ valid }) =>
        invalid(!valid),
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const type = getOperationAST(args.document, args.operationName)?.operation ?? 'unknown'
      const end = startOperation(type, args.contextValue.admitted, telemetry)
      setExecuteFn(async (given: ExecutionArgs) => {
        try {
          return await executeFn(given)
        } catch (error) {
          // Variables that do not fit are thrown by an engine, and then nothing calls `onExecuteDone`.
          end('invalid')
          throw error
        }
      })
      return {
        onExecuteDone: ({ result }) =>
          end('next' in result ? 'ok' : outcomeOf(result as ExecutionResult)),
      }
    },
  }
}

/** @returns tells how it ended; a second call does nothing to the span */
export function startOperation(
  type: string,
  admitted: AdmittedRequest,
  { tracing, metrics }: Observers,
): (outcome: Outcome) => void {
  const startedAt = performance.now()
  const attributes = { 'graphql.operation.type': type }
  const span = tracing.child('internal', type, { parent: admitted.span, attributes })
  spans.set(admitted, span)
  return (outcome) => {
    metrics.operation({ type, outcome, durationMs: performance.now() - startedAt })
    if (outcome === 'failed') span.fail(outcome)
    if (span !== admitted.span) span.end()
  }
}

/** How an operation, or the part of it that one subgraph answers, ended. */
export function outcomeOf({ data, errors = [] }: ExecutionResult): Outcome {
  if (errors.length === 0) return 'ok'
  const isFault = errors.some(({ extensions }) => extensions?.code === INTERNAL_ERROR_CODE)
  if (isFault || !data) return 'failed'
  return 'partial'
}
