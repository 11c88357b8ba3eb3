import { GraphQLError } from 'graphql'
import { maskedError, type ReportBug } from '../services/kit/graphql-errors.ts'
import { SubgraphUnavailable } from './errors.ts'

// What the HTTP transport says of itself, as against what the subgraph says.
const OF_TRANSPORT: ReadonlySet<string> = new Set([
  'SUBREQUEST_HTTP_ERROR',
  'TIMEOUT_ERROR',
  'RESPONSE_PARSE_ERROR',
  'RESPONSE_VALIDATION_FAILED',
])

/**
 * Makes an error in a remote subgraph's answer safe to show.
 *
 * One with a code is the subgraph's own word, which has masked its bugs; what the gateway's own document caused
 * (`GRAPHQL_…`) is a bug between the two.
 *
 * @throws {SubgraphUnavailable} when the transport made it
 */
export function remoteError(error: GraphQLError, reportBug: ReportBug): GraphQLError {
  const { code, ...details } = error.extensions ?? {}
  if (typeof code !== 'string') return masked(error, reportBug)
  if (OF_TRANSPORT.has(code)) throw new SubgraphUnavailable({ cause: new Error(error.message) })
  if (code.startsWith('GRAPHQL_')) return masked(error, reportBug)
  const { serviceName, stacktrace, http, ...shown } = details
  return new GraphQLError(error.message, {
    path: error.path ?? null,
    extensions: { ...shown, code },
  })
}

const masked = ({ message, path }: GraphQLError, reportBug: ReportBug): GraphQLError =>
  maskedError(
    new GraphQLError(message, { path: path ?? null, originalError: new Error(message) }),
    reportBug,
  )
