import { type ASTNode, GraphQLError, Kind } from 'graphql'
import { isKnownError, type KnownError } from './errors.ts'
import { withoutPersonNumbers } from './person-number.ts'

/** The code of every fault that is not an expected failure. */
export const INTERNAL_ERROR_CODE = 'INTERNAL_SERVER_ERROR'

/** The code of a request whose variables do not fit its document, or which is no GraphQL request at all. */
export const REQUEST_ERROR_CODE = 'BAD_USER_INPUT'

/**
 * Told of each bug, with its stack, before it is masked.
 *
 * @returns the trace in which it happened, for the caller to quote; null when none is recorded
 */
export type ReportBug = (bug: unknown) => string | null

/** Expected failures with their code and details, as the graph shows them; for use where a resolver returns, not throws. */
export const toGraphQLError = (error: KnownError, at: GraphQLError | null = null): GraphQLError =>
  new GraphQLError(error.message, {
    ...placeOf(at),
    extensions: { ...error.details, code: error.code },
  })

/**
 * Makes an error of an operation safe to show.
 *
 * An expected failure keeps message, code and details; what is wrong with the request itself (syntax, validation,
 * a variable's value) is shown as it is; everything else is reported and becomes "Internal error".
 */
export function maskedError(error: unknown, report: ReportBug): GraphQLError {
  const at = error instanceof GraphQLError ? error : null
  const origin = originOf(error)
  if (isKnownError(origin)) return toGraphQLError(origin, at)
  if (at && hasCode(at)) return withoutQuote(at)
  if (at && isOfRequest(at)) return withRequestCode(at)
  const traceId = report(origin)
  return new GraphQLError('Internal error', {
    ...placeOf(at),
    extensions: { code: INTERNAL_ERROR_CODE, ...(traceId === null ? {} : { traceId }) },
  })
}

// Before a field is reached there is no path: the document or its variables are at fault, not a resolver. A
// GraphQLError with a path may come of a serialiser, and then quotes what it could not serialise; one that points at the
// value of an argument comes before the resolver too.
const isOfRequest = ({ path, nodes }: GraphQLError): boolean =>
  path === undefined || (nodes ?? []).some(isValue)

const isValue = ({ kind }: ASTNode): boolean => kind.endsWith('Value') || kind === Kind.VARIABLE

const hasCode = ({ extensions }: GraphQLError): boolean => typeof extensions.code === 'string'

// graphql-yoga 5.24.1 puts the parser's message into an error about a body that is no JSON, and that quotes the body. The
// member stays, emptied: the status of the response hangs on whether it is there.
function withoutQuote(error: GraphQLError): GraphQLError {
  if (error.extensions.originalError !== undefined) error.extensions.originalError = {}
  error.message = withoutPersonNumbers(error.message)
  return error
}

const withRequestCode = (error: GraphQLError): GraphQLError =>
  // The library quotes the value of a variable that does not fit.
  new GraphQLError(withoutPersonNumbers(error.message), {
    ...placeOf(error),
    extensions: { ...error.extensions, code: REQUEST_ERROR_CODE },
  })

// graphql-js wraps what a resolver throws, and a wrapper may be wrapped again.
function originOf(error: unknown): unknown {
  let origin = error
  while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError
  return origin
}

const placeOf = (at: GraphQLError | null) => ({
  nodes: at?.nodes ?? null,
  source: at?.source ?? null,
  positions: at?.positions ?? null,
  path: at?.path ?? null,
})
