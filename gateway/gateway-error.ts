import { GraphQLError } from 'graphql'
import { INTERNAL_ERROR_CODE, maskedError, type ReportBug } from '../services/kit/graphql-errors.ts'

// What the runtime says when a transport rejects; ours never does, so it is a bug.
const OF_RUNTIME = 'DOWNSTREAM_SERVICE_ERROR'

/** The last check before an error leaves the gateway; those of subgraphs have been made safe where they came in. */
export function gatewayError(error: unknown, reportBug: ReportBug): GraphQLError {
  if (!(error instanceof GraphQLError)) return maskedError(error, reportBug)
  if (error.extensions.code === OF_RUNTIME) return internal(error, reportBug)
  return maskedError(error, reportBug)
}

function internal(error: GraphQLError, reportBug: ReportBug): GraphQLError {
  reportBug(error.originalError ?? error)
  return new GraphQLError('Internal error', {
    path: error.path ?? null,
    extensions: { code: INTERNAL_ERROR_CODE },
  })
}
