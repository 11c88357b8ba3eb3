import type { GatewayConfigSupergraph } from '@graphql-hive/gateway-runtime'
import type { Log } from '../services/kit/log.ts'

/** What plans an operation over the subgraphs. */
export const ENGINES = ['rust', 'stitching'] as const

/** One of {@link ENGINES}. */
export type EngineName = (typeof ENGINES)[number]

/** An engine as the runtime takes it; stitching is built into the runtime and needs no handler. */
export interface Engine {
  readonly name: EngineName
  readonly handler: NonNullable<GatewayConfigSupergraph['unifiedGraphHandler']> | undefined
}

type LoadPlanner = () => Promise<{ readonly unifiedGraphHandler: Engine['handler'] }>

const loadPlanner: LoadPlanner = () => import('@graphql-hive/router-runtime')

/**
 * Loads the engine that is wanted, or stitching where the native planner does not load (musl, Windows).
 *
 * @param load stands in for the native planner
 */
export async function loadEngine(
  wanted: EngineName,
  log: Pick<Log, 'warn'>,
  load: LoadPlanner = loadPlanner,
): Promise<Engine> {
  if (wanted === 'stitching') return { name: 'stitching', handler: undefined }
  try {
    const { unifiedGraphHandler } = await load()
    return { name: 'rust', handler: unifiedGraphHandler }
  } catch (err) {
    log.warn({ err }, 'The native query planner does not load here; stitching plans instead')
    return { name: 'stitching', handler: undefined }
  }
}
