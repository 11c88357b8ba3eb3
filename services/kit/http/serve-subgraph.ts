import type { Request, Response, Router } from 'express'
import type { ExecutionArgs } from 'graphql'
import { createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga'
import { AnswerStates } from '../answer-states.ts'
import { maskedError } from '../graphql-errors.ts'
import type { Subgraph } from '../subgraph.ts'
import { executeInSubgraph } from '../subgraph-execution.ts'
import { type GraphQLRouteOptions, graphqlRoute } from './graphql-route.ts'
import { graphqlSocket } from './graphql-socket.ts'
import { DEFAULT_LIMITS, OpenStreams } from './open-streams.ts'
import { measureOperations, operationSpanOf } from './operation-span.ts'
import { numbersAsVariables } from './refuse-person-numbers.ts'
import { bugReporter } from './report-bug.ts'
import type { SocketRoute } from './socket-route.ts'
import { type StreamContext, streamOperations } from './stream-operations.ts'
import { tagAnswers } from './tag-answers.ts'

/** How a subgraph is served by itself. */
export interface SubgraphServing extends Omit<GraphQLRouteOptions, 'answer'> {
  /** The subscriptions of the process; without, of this subgraph alone. */
  readonly streams?: OpenStreams
}

/** Serves one subgraph by itself, with everything in front of it that the gateway has. */
export function subgraphRoute(
  subgraph: Subgraph,
  options: SubgraphServing,
): { readonly router: Router; readonly socket: SocketRoute } {
  const { path, telemetry, streams = new OpenStreams(DEFAULT_LIMITS) } = options
  const tags = tagAnswers({ graph: subgraph.sdl, statesOf, isShown: true })
  const yoga = createYoga<SubgraphContext>({
    schema: subgraph.schema,
    graphqlEndpoint: path,
    plugins: [
      executesHere(subgraph),
      numbersAsVariables(),
      measureOperations(telemetry),
      streamOperations(telemetry, streams),
      tags,
    ],
    maskedErrors: { maskError: (error) => maskedError(error, bugReporter(options.log)) },
    graphiql: false,
    landingPage: false,
    logging: false,
    cors: false,
    multipart: false,
  })
  const router = graphqlRoute({
    ...options,
    answer: (request: Request, response: Response, admitted) =>
      yoga(request, response, { admitted, states: new AnswerStates() }),
  })
  const socket = graphqlSocket({
    ...{ ...options, streams },
    operate: ({ params, signal, ...asked }) => {
      const request = new yoga.fetchAPI.Request(`http://localhost${path}`, { signal })
      const context = { ...asked, states: new AnswerStates(), params, request }
      return yoga.getResultForParams({ params, request }, context)
    },
  })
  return { router, socket }
}

interface SubgraphContext extends StreamContext {
  readonly states: AnswerStates
}

const statesOf = ({ states }: SubgraphContext): AnswerStates => states

// The operation sees the subgraph's own context and nothing of the server's, as it does behind a gateway in one process.
const executesHere = (subgraph: Subgraph): Plugin<SubgraphContext> => {
  const execute = ({ contextValue, document, ...args }: ExecutionArgs) => {
    const { admitted, request, states } = contextValue as SubgraphContext & YogaInitialContext
    const { caller, reportBug } = admitted
    const variables = args.variableValues ?? undefined
    const operationName = args.operationName ?? undefined
    return operationSpanOf(admitted).run(() => {
      const context = subgraph.contextOf({ caller, signal: request.signal, states })
      const operation = { document, variables, operationName, context }
      return executeInSubgraph(subgraph, operation, reportBug)
    })
  }
  return {
    onExecute: ({ setExecuteFn }) => setExecuteFn(execute),
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(execute),
  }
}
