import { directorySchema } from '../services/directory/graphql/schema.ts'
import { uptimeSchema } from '../services/uptime/graphql/schema.ts'
import type { SubgraphText } from './compose.ts'

/** Every subgraph of the graph, by the name under which the gateway knows it. */
export const SUBGRAPHS: readonly SubgraphText[] = [
  { name: 'directory', sdl: directorySchema.sdl },
  { name: 'uptime', sdl: uptimeSchema.sdl },
]
