import express, { type Request, type Response, type Router } from 'express'
import { type AdmittedRequest, admit, type HttpSurroundings } from './admission.ts'
import { bodyLimit, MAX_BODY_BYTES } from './body-limit.ts'
import { edge } from './edge.ts'
import { failureAsJson } from './failure.ts'

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
  router.use(path, failureAsJson(log))
  return router
}
