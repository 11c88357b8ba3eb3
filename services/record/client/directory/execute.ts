import { parse } from 'graphql'
import type { ReportBug } from '../../../kit/graphql-errors.ts'
import { isAsyncIterable } from '../../../kit/map-values.ts'
import type { Subgraph } from '../../../kit/subgraph.ts'
import { executeInSubgraph } from '../../../kit/subgraph-execution.ts'
import { DirectoryUnavailable } from '../../errors/directory.ts'

/**
 * Executes one query in the directory's graph.
 *
 * @returns the result as GraphQL has it, unchecked
 * @throws {DirectoryUnavailable} where there is none
 */
export type Execute = (
  document: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<unknown>

/** Asks the directory in this process, as an anonymous caller. */
export const executeIn =
  (directory: Subgraph, reportBug: ReportBug): Execute =>
  async (text, variables) => {
    const context = directory.contextOf({ caller: null, signal: undefined })
    const document = parse(text, { noLocation: true })
    const operation = { document, variables, operationName: undefined, context }
    const result = await executeInSubgraph(directory, operation, reportBug)
    if (isAsyncIterable(result)) throw new DirectoryUnavailable('it answers with a stream')
    return result
  }

const DEADLINE_MS = 3_000

/** Asks a directory that is served apart, as an anonymous caller. */
export const executeOver =
  (url: URL): Execute =>
  async (query, variables) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query, variables }),
        redirect: 'error',
        signal: AbortSignal.timeout(DEADLINE_MS),
      })
      return await response.json()
    } catch (cause) {
      throw new DirectoryUnavailable('it does not answer', { cause })
    }
  }
