import SchemaBuilder from '@pothos/core'
import { SUBGRAPH_OPTIONS, type SubgraphTypes, type TextScalar } from '../../kit/subgraph-types.ts'
import type { Context } from './context.ts'

/** The kinds of text that the graph tells apart. */
export type Scalars = {
  readonly ID: TextScalar
  readonly SorId: TextScalar
  readonly Date: TextScalar
  readonly DateTime: TextScalar
}

/** Builds uptime's part of the graph; each type adds itself from its own file. */
export const builder = new SchemaBuilder<SubgraphTypes<Context, Scalars>>(SUBGRAPH_OPTIONS)

builder.queryType({})
builder.mutationType({})
