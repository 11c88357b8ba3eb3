import type { GraphQLSchema } from 'graphql'
import type { AnswerStates } from './answer-states.ts'
import type { Caller } from './callers.ts'

/** A subgraph as the gateway and the HTTP listener take it. */
export interface Subgraph {
  /** Lower case; names it in the supergraph, spans and metrics, and never in an answer. */
  readonly name: string
  /** With `_service` and `_entities`, as `toSubgraph` makes it. */
  readonly schema: GraphQLSchema
  /** What the supergraph is composed from. */
  readonly sdl: string
  /** The context of one operation: its caller's rights, its loaders. Called once per operation and subgraph. */
  contextOf(request: SubgraphRequest): object
}

/** What a subgraph is told of the request that an operation came in. */
export interface SubgraphRequest {
  /** Null for an anonymous caller. */
  readonly caller: Caller | null
  /** Aborted when the caller has gone or the deadline is past. */
  readonly signal: AbortSignal | undefined
  /** Told of what states the answer is made; a subgraph that tells none has answers without a tag. */
  readonly states?: AnswerStates
}
