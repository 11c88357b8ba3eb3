import { toSubgraph } from '../../kit/federation.ts'
import { builder } from './builder.ts'
import './scalars.ts'
import './organisation.ts'
import './organisation-tree.ts'
import './organisation-past.ts'
import './organisation-place.ts'
import './organisation-endpoints.ts'
import './endpoint.ts'
import './cluster.ts'
import './query-clusters.ts'
import './query-organisations.ts'
import './query-endpoints.ts'
import './query-register.ts'
import './query-changes.ts'
import './subscription-changed.ts'

/** The directory's part of the graph: what is executed, and the text that the supergraph is composed from, in the order written. */
export const directorySchema = toSubgraph(builder.toSchema({ sortSchema: false }))
