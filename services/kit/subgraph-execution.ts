import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  getOperationAST,
  subscribe,
} from 'graphql'
import { maskedError, type ReportBug } from './graphql-errors.ts'
import { isAsyncIterable, mapValues } from './map-values.ts'
import type { Subgraph } from './subgraph.ts'

/** One operation for one subgraph, already validated. */
export interface SubgraphOperation {
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>> | undefined
  readonly operationName: string | undefined
  /** As `contextOf()` of the same subgraph made it. */
  readonly context: object
}

/** What an operation is answered with: a subscription with one result after another. */
export type OperationResult = ExecutionResult | AsyncIterable<ExecutionResult>

/** Tells an operation that is answered bit by bit. */
export const isSubscription = (
  document: DocumentNode,
  operationName: string | null | undefined,
): boolean => getOperationAST(document, operationName)?.operation === 'subscription'

/**
 * Executes one operation in this process, with errors that are safe to show.
 *
 * @param reportBug told of everything that is not an expected failure
 */
export async function executeInSubgraph(
  { schema }: Subgraph,
  { document, variables, operationName, context }: SubgraphOperation,
  reportBug: ReportBug,
): Promise<OperationResult> {
  const args: ExecutionArgs = {
    schema,
    document,
    contextValue: context,
    ...(variables && { variableValues: variables }),
    ...(operationName && { operationName }),
  }
  const shown = (result: ExecutionResult) => masked(result, reportBug)
  if (!isSubscription(document, operationName)) return shown(await execute(args))
  const results = await subscribe(args)
  return isAsyncIterable(results) ? mapValues(results, shown) : shown(results)
}

function masked(result: ExecutionResult, reportBug: ReportBug): ExecutionResult {
  if (!result.errors) return result
  return { ...result, errors: result.errors.map((error) => maskedError(error, reportBug)) }
}
