import { toSubgraph } from '../../kit/federation.ts'
import { builder } from './builder.ts'
import './scalars.ts'
import './query.ts'
import './subscription-changed.ts'

/** The record's part of the graph: what is executed, and the text that the supergraph is composed from, in the order written. */
export const recordSchema = toSubgraph(builder.toSchema({ sortSchema: false }))
