import { type DocumentNode, type ExecutionResult, execute } from 'graphql'
import { maskedError, type ReportBug } from './graphql-errors.ts'
import type { Subgraph } from './subgraph.ts'

/** One operation for one subgraph, already validated. */
export interface SubgraphOperation {
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>> | undefined
  readonly operationName: string | undefined
  /** As `contextOf()` of the same subgraph made it. */
  readonly context: object
}

/**
 * Executes one operation in this process, with errors that are safe to show.
 *
 * @param reportBug told of everything that is not an expected failure
 */
export async function executeInSubgraph(
  { schema }: Subgraph,
  { document, variables, operationName, context }: SubgraphOperation,
  reportBug: ReportBug,
): Promise<ExecutionResult> {
  const result = await execute({
    schema,
    document,
    contextValue: context,
    ...(variables && { variableValues: variables }),
    ...(operationName && { operationName }),
  })
  if (!result.errors) return result
  return { ...result, errors: result.errors.map((error) => maskedError(error, reportBug)) }
}
