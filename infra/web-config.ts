import { readFileSync } from 'node:fs'
import { type GatewayConfig, gatewayConfigFrom } from '../gateway/config.ts'
import { type Callers, callersFrom } from '../services/kit/callers.ts'
import type { EnvReader } from '../services/kit/config.ts'
import { DEFAULT_LIMITS, type StreamLimits } from '../services/kit/http/open-streams.ts'
import { type TelemetryConfig, telemetryConfigFrom } from '../services/kit/telemetry/config.ts'

/** What every process that answers requests needs to know. */
export interface WebConfig {
  /** The address to listen on; only this machine unless set. */
  readonly host: string
  readonly callers: Callers
  readonly gateway: GatewayConfig
  /** How much may be followed at one time. */
  readonly streams: StreamLimits
  readonly telemetry: TelemetryConfig
}

/**
 * @param name of the process, as traces and metrics tell it unless `OTEL_SERVICE_NAME` does
 * @param options.kept traces that are held unless `TRACES_KEPT` says so
 */
export const webConfigFrom = (
  read: EnvReader,
  name: string,
  options: { readonly kept?: number } = {},
): WebConfig => ({
  host: read.text('HOST', '127.0.0.1'),
  callers: callersFrom(read, (path) => readFileSync(path, 'utf8')),
  gateway: gatewayConfigFrom(read),
  streams: {
    mostConnections: read.integer('MAX_STREAM_CONNECTIONS', {
      ...{ min: 1, max: 100_000 },
      fallback: DEFAULT_LIMITS.mostConnections,
    }),
    mostSubscriptions: read.integer('MAX_SUBSCRIPTIONS_PER_CONNECTION', {
      ...{ min: 1, max: 10_000 },
      fallback: DEFAULT_LIMITS.mostSubscriptions,
    }),
  },
  telemetry: telemetryConfigFrom(read, name, options),
})
