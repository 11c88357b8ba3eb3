import type { Secret } from '../services/kit/secret.ts'
import type { Telemetry } from '../services/kit/telemetry/telemetry.ts'
import type { UptimeConfig } from '../services/uptime/config.ts'
import { createUptime, type UptimeService } from '../services/uptime/service.ts'

const POOL_SIZE = 5
const STATEMENT_TIMEOUT_MS = 30_000

/** Opens uptime over a database, in a schema of its own, seen by telemetry. */
export const openUptime = (
  url: Secret,
  { keeping, prober }: UptimeConfig,
  { onQuery }: Pick<Telemetry, 'onQuery'>,
): Promise<UptimeService> =>
  createUptime({
    database: { url, poolSize: POOL_SIZE, statementTimeoutMs: STATEMENT_TIMEOUT_MS, onQuery },
    ...{ keeping, prober },
  })
