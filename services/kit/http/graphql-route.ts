import express, {
  type ErrorRequestHandler,
  type Request,
  type Response,
  type Router,
} from 'express'
import { isKnownError } from '../errors.ts'
import { maskedError, toGraphQLError } from '../graphql-errors.ts'
import type { Log } from '../log.ts'
import { type AdmittedRequest, admit, type HttpSurroundings } from './admission.ts'
import { bodyLimit, MAX_BODY_BYTES } from './body-limit.ts'
import { edge, spanOf } from './edge.ts'
import { statusOf } from './errors.ts'
import { bugReporter } from './report-bug.ts'

/** Everything in front of a GraphQL server. */
export interface GraphQLRouteOptions extends Omit<HttpSurroundings, 'maxBodyBytes'> {
  /** Where it is mounted, as spans and metrics name it. */
  readonly path: string
  /** Default {@link MAX_BODY_BYTES}. */
  readonly maxBodyBytes?: number
  /** Answers a request that was let in. */
  answer(request: Request, response: Response, admitted: AdmittedRequest): unknown
}

/** Tracing, measuring, admission and limits, the same before the gateway and before a subgraph that is served alone. */
export function graphqlRoute(options: GraphQLRouteOptions): Router {
  const { path, telemetry, log, maxBodyBytes = MAX_BODY_BYTES, answer } = options
  const router = express.Router()
  router.use(path, edge(telemetry, path), bodyLimit(maxBodyBytes), (request, response) =>
    answer(request, response, admit(request, options)),
  )
  router.use(path, failure(log))
  return router
}

const failure =
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
