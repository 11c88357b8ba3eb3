import { toSubgraph } from '../../kit/federation.ts'
import { builder } from './builder.ts'
import './scalars.ts'
import './service.ts'
import './organisation.ts'
import './query.ts'
import './query-maintenance.ts'
import './mutation-desk.ts'
import './subscriptions.ts'
import './report.ts'

/** Uptime's part of the graph: what is executed, and the text that the supergraph is composed from, in the order written. */
export const uptimeSchema = toSubgraph(builder.toSchema({ sortSchema: false }))
