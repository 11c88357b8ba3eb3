import {
  createGatewayRuntime,
  type GatewayConfigSupergraph,
  type GatewayPlugin,
} from '@graphql-hive/gateway-runtime'
import type { Router } from 'express'
import { toGraphQLError } from '../services/kit/graphql-errors.ts'
import { type GraphQLRouteOptions, graphqlRoute } from '../services/kit/http/graphql-route.ts'
import { graphqlSocket, type SocketOperation } from '../services/kit/http/graphql-socket.ts'
import {
  DEFAULT_LIMITS,
  OpenStreams,
  type StreamLimits,
} from '../services/kit/http/open-streams.ts'
import { measureOperations } from '../services/kit/http/operation-span.ts'
import { numbersAsVariables } from '../services/kit/http/refuse-person-numbers.ts'
import { bugReporter } from '../services/kit/http/report-bug.ts'
import type { SocketRoute } from '../services/kit/http/socket-route.ts'
import { streamOperations } from '../services/kit/http/stream-operations.ts'
import { tagAnswers } from '../services/kit/http/tag-answers.ts'
import type { CallObservers } from './call.ts'
import { type EngineName, loadEngine } from './engine.ts'
import { OperationTooDeep } from './errors.ts'
import { gatewayError } from './gateway-error.ts'
import { knownOperations } from './known-operations.ts'
import { GatewayOperation, limitOf, limitWithin } from './operation.ts'
import { MOST_LEVELS, operationLimits } from './operation-limits.ts'
import {
  type GatewayContext,
  nameOf,
  type SubgraphPlace,
  subgraphNames,
  transportTo,
} from './places.ts'
import { withoutSignals } from './without-signals.ts'

/** What a gateway is made of. */
export interface GatewayOptions extends Omit<GraphQLRouteOptions, 'answer'> {
  /** The text of the supergraph. */
  readonly supergraph: string
  /** One for each subgraph of the supergraph. */
  readonly places: readonly SubgraphPlace[]
  readonly engine: EngineName
  /** An operation that takes longer is broken off. */
  readonly deadlineMs: number
  /** Told of every call to a subgraph that has ended. */
  readonly onCall?: CallObservers['onCall']
  /** How much may be followed at one time; default {@link DEFAULT_LIMITS}. */
  readonly streamLimits?: StreamLimits
}

/** A gateway that is ready to be mounted. */
export interface Gateway extends AsyncDisposable {
  /** Answers at `path`, and lets everything else pass. */
  readonly router: Router
  /** Answers over WebSocket at `path`; its owner closes it before what listens. */
  readonly socket: SocketRoute
  /** The engine in use, which is stitching where the native one does not load. */
  readonly engine: EngineName
}

/**
 * Makes the one graph in front of all subgraphs.
 *
 * @throws {TypeError} when a subgraph of the supergraph has no place; a supergraph that cannot be read passes through
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraph, places, path, telemetry, log, deadlineMs } = options
  checkPlaces(supergraph, places)
  const engine = await loadEngine(options.engine, log)
  const transport = transportTo(places, { telemetry, log, onCall: options.onCall })
  const tags = tagAnswers({ graph: supergraph, statesOf })
  const streams = new OpenStreams(options.streamLimits ?? DEFAULT_LIMITS)
  const settings: GatewayConfigSupergraph<GatewayContext> = {
    supergraph,
    ...(engine.handler && { unifiedGraphHandler: engine.handler }),
    transports: () => transport,
    graphqlEndpoint: path,
    plugins: () => [
      measureOperations(telemetry),
      streamOperations(telemetry, streams),
      alwaysData,
      refuseOperations,
      numbersAsVariables(),
      tags,
    ],
    maskedErrors: { maskError: (error) => gatewayError(error, bugReporter(log)) },
    // It would name the subgraph in every error.
    subgraphErrors: false,
    requestId: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
  }
  const runtime = withoutSignals(() => createGatewayRuntime<GatewayContext>(settings))
  await runtime.getSchema()
  const router = graphqlRoute({
    ...options,
    answer: (request, response, admitted) => {
      const operation = new GatewayOperation(admitted, limitOf(response, deadlineMs))
      return runtime(request, response, { admitted, operation })
    },
  })
  const socket = graphqlSocket({
    ...{ ...options, streams },
    operate: async ({ params, admitted, connection, signal }: SocketOperation) => {
      const limit = limitWithin(signal, deadlineMs)
      const operation = new GatewayOperation(admitted, limit)
      const request = new Request(`http://localhost${path}`)
      const context = { admitted, connection, operation, params, request }
      try {
        return await runtime.getResultForParams({ params, request }, context)
      } finally {
        limit.lift()
      }
    },
  })
  return {
    router,
    socket,
    engine: engine.name,
    [Symbol.asyncDispose]: async () => runtime[Symbol.asyncDispose](),
  }
}

const statesOf = ({ operation }: GatewayContext) => operation.states

// The native engine leaves `data` out where no subgraph gave any; a caller may count on it once execution has begun.
const alwaysData: GatewayPlugin = {
  onExecute: () => ({
    onExecuteDone: ({ result, setResult }) => {
      if ('errors' in result && result.data === undefined) setResult({ ...result, data: null })
    },
  }),
}

const refuseOperations: GatewayPlugin = {
  onParse: ({ parseFn, setParseFn }) => setParseFn(withinTheStack(parseFn)),
  onValidate: ({ addValidationRule }) => {
    addValidationRule(knownOperations)
    addValidationRule(operationLimits)
  },
}

/** The parser calls itself for each level, and some thousands are more than the stack holds. */
const withinTheStack =
  <Args extends unknown[], Document>(parse: (...args: Args) => Document) =>
  (...args: Args): Document => {
    try {
      return parse(...args)
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause
      throw toGraphQLError(new OperationTooDeep(MOST_LEVELS, { cause }))
    }
  }

function checkPlaces(supergraph: string, places: readonly SubgraphPlace[]): void {
  const known = new Set(places.map(nameOf))
  for (const name of subgraphNames(supergraph)) {
    if (!known.has(name)) throw new TypeError(`Cannot reach subgraph "${name}": it has no place`)
  }
}
