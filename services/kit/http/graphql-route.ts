import express, { type Request, type Response, type Router } from 'express'
import {
  type AdmittedRequest,
  admitPerson,
  type Doors,
  type HttpSurroundings,
} from './admission.ts'
import { bodyLimit, MAX_BODY_BYTES } from './body-limit.ts'
import { edge } from './edge.ts'
import { failureAsJson } from './failure.ts'
import { refuseNumbersInUrl } from './refuse-person-numbers.ts'

/** Everything in front of a GraphQL server. */
export interface GraphQLRouteOptions extends Omit<HttpSurroundings, 'maxBodyBytes'>, Doors {
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
  const guards = [edge(telemetry, path), refuseNumbersInUrl, bodyLimit(maxBodyBytes)]
  router.use(path, ...guards, async (request: Request, response: Response) =>
    answer(request, response, await admitPerson(request, options)),
  )
  router.use(path, failureAsJson(log))
  return router
}
