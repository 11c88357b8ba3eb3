import type { Router } from 'express'
import type { SubgraphCall } from '../gateway/call.ts'
import type { SubgraphPlace } from '../gateway/places.ts'
import type { DirectoryService } from '../services/directory/service.ts'
import type { ReadinessCheck } from '../services/kit/http/internal.ts'
import type { Secret } from '../services/kit/secret.ts'
import { createSandbox, type SandboxService } from '../services/sandbox/service.ts'
import type { UptimeService } from '../services/uptime/service.ts'
import { openDirectory } from './directory.ts'
import { type HubPlaces, hubCatalogue } from './hub-catalogue.ts'
import type { HubServeConfig } from './hub-config.ts'
import { joined } from './join-catalogues.ts'
import { platformCatalogue } from './sample/platform-catalogue.ts'
import { vendorCatalogue } from './sample/vendor-catalogue.ts'
import { GRAPHQL_PATH, type Observed, surroundings } from './serve.ts'
import { openUptime } from './uptime.ts'
import type { Web } from './web.ts'
import { withWebhookKey } from './webhook-key.ts'

/** Every service of a hub in one process, over one database. */
export interface Hub extends AsyncDisposable {
  readonly directory: DirectoryService
  readonly uptime: UptimeService
  /** Null where it is configured away. */
  readonly sandbox: SandboxService | null
  readonly places: readonly SubgraphPlace[]
  readonly checks: readonly ReadinessCheck[]
  readonly routers: readonly Router[]
  /** Counts a call of the gateway as one to the graph, for its consumer. */
  readonly onCall: (call: SubgraphCall) => void
  /** Begins what goes on beside answering, once it is known where that is. Ends when disposed. */
  startWork(web: Pick<Web, 'url'>): Promise<AsyncDisposable>
}

/** Opens every service over a database. */
export async function openHub(
  database: Secret,
  config: HubServeConfig,
  observed: Observed,
): Promise<Hub> {
  await using opening = new AsyncDisposableStack()
  const { telemetry } = observed
  const own = withWebhookKey(config)
  const directory = opening.use(await openDirectory(database, own, telemetry))
  const { webhooks, publicUrl } = own
  const parts = { ...config.uptime, webhooks, publicUrl }
  const uptime = opening.use(await openUptime(database, parts, telemetry))
  const sandbox = config.sandbox && opening.use(await createSandbox(config.sandbox))
  const around = surroundings(config, observed)
  const opened = opening.move()
  return {
    ...{ directory, uptime, sandbox },
    places: [directory, uptime].map(({ subgraph }) => ({ kind: 'here' as const, subgraph })),
    checks: [
      { name: 'register', check: () => directory.ready() },
      { name: 'uptime', check: () => uptime.ready() },
    ],
    routers: [...directory.routers(around), ...uptime.routers(around)],
    onCall: ({ consumer, isFailure, durationMs }) =>
      uptime.recordCall({
        ...{ subjectKey: 'service:graph', consumer: consumer ?? 'anonymous', isFailure },
        ...{ at: new Date().toISOString(), latencyMs: durationMs },
      }),
    startWork: async (web) => {
      await using starting = new AsyncDisposableStack()
      starting.use(directory.startWork(around))
      const watched = watchedBy(config, placesOf(web.url, database), sandbox)
      starting.use(await uptime.startWork(watched, around))
      return starting.move()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

const placesOf = (url: URL, database: Secret): HubPlaces => {
  const { hostname, port } = new URL(database.reveal())
  return {
    graphql: new URL(GRAPHQL_PATH, url),
    fhir: new URL('/fhir', url),
    database: { host: hostname || '127.0.0.1', port: Number(port || 5432) },
  }
}

/** What is watched where no catalogue is named: the hub itself, and what the sandbox plays. */
function watchedBy(
  { uptime: { catalogue } }: HubServeConfig,
  places: HubPlaces,
  sandbox: SandboxService | null,
): Parameters<UptimeService['startWork']>[0] {
  if (catalogue) return { catalogue }
  const own = hubCatalogue(places)
  if (!sandbox) return { catalogue: own, allowed: LOOPBACK }
  const { vendors, profile } = sandbox
  return {
    catalogue: joined([own, platformCatalogue(profile.services), vendorCatalogue(vendors)]),
    authorities: [vendors.authority],
    allowed: LOOPBACK,
  }
}

const LOOPBACK = ['127.0.0.0/8', '::1/128']
