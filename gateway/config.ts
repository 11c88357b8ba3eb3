import type { EnvReader } from '../services/kit/config.ts'
import { ENGINES, type EngineName } from './engine.ts'

/** What a gateway needs to know beside its supergraph. */
export interface GatewayConfig {
  readonly engine: EngineName
  readonly deadlineMs: number
  readonly maxBodyBytes: number
  /** By name, of the subgraphs that are served apart; null where the gateway holds one itself. */
  readonly subgraphUrls: Readonly<Record<string, URL | null>>
}

/** Reads the gateway's settings; problems go to `read`. */
export const gatewayConfigFrom = (read: EnvReader): GatewayConfig => ({
  engine: read.choice('GATEWAY_ENGINE', ENGINES, 'rust'),
  deadlineMs: read.integer('GATEWAY_DEADLINE_MS', { min: 100, max: 300_000, fallback: 10_000 }),
  maxBodyBytes: read.integer('MAX_BODY_BYTES', {
    min: 1_024,
    max: 104_857_600,
    fallback: 1_048_576,
  }),
  subgraphUrls: {
    directory: read.optionalUrl('SUBGRAPH_DIRECTORY_URL'),
    uptime: read.optionalUrl('SUBGRAPH_UPTIME_URL'),
    record: read.optionalUrl('SUBGRAPH_RECORD_URL'),
  },
})
