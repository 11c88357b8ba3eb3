import type { Secret } from '../services/kit/secret.ts'
import type { Telemetry } from '../services/kit/telemetry/telemetry.ts'
import type { WebhookConfig } from '../services/kit/webhook/config.ts'
import type { UptimeConfig } from '../services/uptime/config.ts'
import { createUptime, type UptimeService } from '../services/uptime/service.ts'

const POOL_SIZE = 5
const STATEMENT_TIMEOUT_MS = 30_000

/** Settings of uptime, with those of webhooks, which it shares with the directory. */
export interface UptimeParts extends UptimeConfig {
  /** Null where nobody is told. */
  readonly webhooks: WebhookConfig | null
  /** Address by which the world knows the server; null for what each request says it asked. */
  readonly publicUrl: URL | null
}

/** Opens uptime over a database, in a schema of its own, seen by telemetry. */
export const openUptime = (
  url: Secret,
  { keeping, prober, mail, webhooks, publicUrl }: UptimeParts,
  { onQuery }: Pick<Telemetry, 'onQuery'>,
): Promise<UptimeService> => {
  const key = webhooks?.key ?? null
  return createUptime({
    database: { url, poolSize: POOL_SIZE, statementTimeoutMs: STATEMENT_TIMEOUT_MS, onQuery },
    ...{ keeping, prober, publicUrl },
    telling: webhooks && key && { ...webhooks, key, mail },
  })
}
