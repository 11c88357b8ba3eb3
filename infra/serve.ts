import type { Router } from 'express'
import type { RemotePlace, SubgraphPlace } from '../gateway/places.ts'
import type { Gateway, GatewayOptions } from '../gateway/service.ts'
import { ConfigError } from '../services/kit/config.ts'
import type { HttpSurroundings } from '../services/kit/http/admission.ts'
import type { ReadinessCheck } from '../services/kit/http/internal.ts'
import { OpenStreams } from '../services/kit/http/open-streams.ts'
import { subgraphRoute } from '../services/kit/http/serve-subgraph.ts'
import { createLog, type Log } from '../services/kit/log.ts'
import type { SignIns } from '../services/kit/sign-in.ts'
import type { Subgraph } from '../services/kit/subgraph.ts'
import { startTelemetry, type Telemetry } from '../services/kit/telemetry/telemetry.ts'
import type { ServeConfig } from './config.ts'
import { version } from './version.ts'
import { startWeb, type Web } from './web.ts'

/** Where every GraphQL server of ours answers. */
export const GRAPHQL_PATH = '/graphql'

/** What a process is seen by. */
export interface Observed {
  readonly log: Log
  readonly telemetry: Telemetry
}

/** The log and the telemetry of one process, which know each other's trace. */
export async function observe(
  config: Pick<ServeConfig, 'telemetry' | 'logLevel'>,
): Promise<Observed> {
  const telemetry = await startTelemetry(config.telemetry, version())
  const log = createLog({ level: config.logLevel, context: telemetry.logContext })
  return { log, telemetry }
}

/** What a transport of a service needs, that is served beside the graph. */
export const surroundings = (
  { callers, gateway }: ServeConfig,
  { telemetry, log }: Observed,
): HttpSurroundings => ({ callers, telemetry, log, maxBodyBytes: gateway.maxBodyBytes })

/** What stands beside a subgraph that is served alone. */
export interface SubgraphSurroundings
  extends Pick<WebSurroundings, 'checks' | 'routers'>,
    Pick<ServedGraph, 'signIns'>,
    Observed {}

/** Serves one subgraph alone, until disposed; its owner disposes what is behind it. */
export async function serveSubgraph(
  subgraph: Subgraph,
  config: ServeConfig,
  { routers = [], checks, signIns, ...observed }: SubgraphSurroundings,
): Promise<Web> {
  const around = surroundings(config, observed)
  const streams = new OpenStreams(config.streams)
  const route = { ...around, path: GRAPHQL_PATH, streams, signIns }
  const { router, socket } = subgraphRoute(subgraph, route)
  const { telemetry } = observed
  const sockets = [socket]
  return startWeb({ ...config, routers: [router, ...routers], sockets, checks, telemetry })
}

/**
 * Serves the gateway alone, over subgraphs that are served apart.
 *
 * @throws {ConfigError} when the URL of a subgraph is absent
 */
export async function serveGateway(
  graph: Omit<ServedGraph, 'places'>,
  config: ServeConfig,
  observed: Observed & Pick<WebSurroundings, 'routers'>,
): Promise<Web> {
  const { subgraphNames } = await import('../gateway/places.ts')
  const places = remotePlaces(subgraphNames(graph.supergraph), config.gateway.subgraphUrls)
  const around = { ...observed, checks: places.map(answers) }
  return serveGraphs([{ ...graph, places }], config, around)
}

/** One graph that is served. */
export interface ServedGraph {
  readonly supergraph: string
  /** Where it answers. */
  readonly path: string
  readonly places: readonly SubgraphPlace[]
  /** Whose people may ask; left out where only systems are known. */
  readonly signIns?: SignIns | undefined
}

/** What stands beside graphs. */
export interface WebSurroundings extends Observed {
  readonly checks: readonly ReadinessCheck[]
  /** Other transports on the same port, tried after the graphs. */
  readonly routers?: readonly Router[]
  /** Told of every call of a gateway to a subgraph that has ended. */
  readonly onCall?: GatewayOptions['onCall']
}

/** What stands behind a gateway, and beside it. */
export interface GraphSurroundings extends WebSurroundings {
  readonly places: readonly SubgraphPlace[]
}

/** Serves the gateway over subgraphs wherever they are, in this process too. */
export const serveGraph = (
  supergraph: string,
  config: ServeConfig,
  { places, ...around }: GraphSurroundings,
): Promise<Web> => serveGraphs([{ supergraph, path: GRAPHQL_PATH, places }], config, around)

/** Serves several graphs on one port, each by a gateway of its own. */
export async function serveGraphs(
  graphs: readonly ServedGraph[],
  config: ServeConfig,
  { log, telemetry, checks, routers = [], onCall }: WebSurroundings,
): Promise<Web> {
  await using starting = new AsyncDisposableStack()
  // Loaded where it is served: a process without it is smaller by a hundred megabytes.
  const { createGateway } = await import('../gateway/service.ts')
  const { gateway, callers, streams: streamLimits } = config
  const common = { ...gateway, callers, telemetry, log, streamLimits, onCall }
  const made: Gateway[] = []
  for (const graph of graphs) made.push(starting.use(await createGateway({ ...common, ...graph })))
  const web = starting.use(
    await startWeb({
      ...{ ...config, checks, telemetry },
      routers: [...made.map(({ router }) => router), ...routers],
      sockets: made.map(({ socket }) => socket),
    }),
  )
  const started = starting.move()
  return { ...web, [Symbol.asyncDispose]: () => started.disposeAsync() }
}

const answers = ({ name, url }: RemotePlace): ReadinessCheck => ({
  name,
  check: async (signal) => {
    const question = new URL('?query=%7B__typename%7D', url)
    const { ok, status } = await fetch(question, { signal })
    if (!ok) throw new Error(`Cannot use subgraph "${name}": it answers ${status}`)
  },
})

function remotePlaces(
  names: readonly string[],
  urls: Readonly<Record<string, URL | null>>,
): readonly RemotePlace[] {
  const places = names.map((name) => ({
    ...{ kind: 'remote' as const, name, url: urls[name] ?? null },
    takesPersons: name === 'record',
  }))
  const absent = places.filter(({ url }) => url === null)
  if (absent.length > 0) {
    throw new ConfigError(
      absent.map(({ name }) => `SUBGRAPH_${name.toUpperCase()}_URL must be a URL, is absent`),
    )
  }
  return places.flatMap(({ url, ...place }) => (url ? [{ ...place, url }] : []))
}
