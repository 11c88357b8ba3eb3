import type { ErrorRequestHandler } from 'express'
import { isKnownError } from '../errors.ts'
import { maskedError, toGraphQLError } from '../graphql-errors.ts'
import type { Log } from '../log.ts'
import { spanOf } from './edge.ts'
import { statusOf } from './errors.ts'
import { bugReporter } from './report-bug.ts'

/** Answers what went wrong as `{ "errors": [...] }`, in the form of a graph's errors; the last step of a route. */
export const failureAsJson =
  (log: Log): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const shown = isKnownError(error)
      ? toGraphQLError(error)
      : maskedError(error, bugReporter(log, spanOf(request)))
    const status = isKnownError(error) ? statusOf(error) : 500
    if (status === 401) response.set('www-authenticate', 'Bearer')
    response.status(status).json({ errors: [shown] })
  }
