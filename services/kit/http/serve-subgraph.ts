import type { Request, Response, Router } from 'express'
import { createYoga, type Plugin } from 'graphql-yoga'
import { AnswerStates } from '../answer-states.ts'
import { maskedError } from '../graphql-errors.ts'
import type { Subgraph } from '../subgraph.ts'
import { executeInSubgraph } from '../subgraph-execution.ts'
import { type GraphQLRouteOptions, graphqlRoute } from './graphql-route.ts'
import { type AdmittedContext, measureOperations, operationSpanOf } from './operation-span.ts'
import { bugReporter } from './report-bug.ts'
import { tagAnswers } from './tag-answers.ts'

/** Serves one subgraph by itself, with everything in front of it that the gateway has. */
export function subgraphRoute(
  subgraph: Subgraph,
  options: Omit<GraphQLRouteOptions, 'answer'>,
): Router {
  const tags = tagAnswers({ graph: subgraph.sdl, statesOf, isShown: true })
  const yoga = createYoga<SubgraphContext>({
    schema: subgraph.schema,
    graphqlEndpoint: options.path,
    plugins: [executesHere(subgraph), measureOperations(options.telemetry), tags],
    maskedErrors: { maskError: (error) => maskedError(error, bugReporter(options.log)) },
    graphiql: false,
    landingPage: false,
    logging: false,
    cors: false,
    multipart: false,
  })
  return graphqlRoute({
    ...options,
    answer: (request: Request, response: Response, admitted) =>
      yoga(request, response, { admitted, states: new AnswerStates() }),
  })
}

interface SubgraphContext extends AdmittedContext {
  readonly states: AnswerStates
}

const statesOf = ({ states }: SubgraphContext): AnswerStates => states

// The operation sees the subgraph's own context and nothing of the server's, as it does behind a gateway in one process.
const executesHere = (subgraph: Subgraph): Plugin<SubgraphContext> => ({
  onExecute: ({ args, setExecuteFn }) => {
    const { admitted, request, states } = args.contextValue
    const { caller, reportBug } = admitted
    const operation = {
      document: args.document,
      variables: args.variableValues ?? undefined,
      operationName: args.operationName ?? undefined,
    }
    setExecuteFn(() =>
      operationSpanOf(admitted).run(() => {
        const context = subgraph.contextOf({ caller, signal: request.signal, states })
        return executeInSubgraph(subgraph, { ...operation, context }, reportBug)
      }),
    )
  },
})
