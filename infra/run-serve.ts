import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { resourceMetadata } from '../gateway/resource-metadata.ts'
import type { Env } from '../services/kit/config.ts'
import {
  directoryServeConfigFrom,
  gatewayServeConfigFrom,
  type ServeConfig,
  uptimeServeConfigFrom,
} from './config.ts'
import { provideDatabase } from './database.ts'
import { openDirectory } from './directory.ts'
import { GRAPHQL_PATH, observe, serveGateway, serveSubgraph, surroundings } from './serve.ts'
import { signInsApart, signInsAt } from './sign-ins.ts'
import { committedSupergraph, GRAPH_PATHS, GRAPHS, type GraphName } from './supergraph.ts'
import { openUptime } from './uptime.ts'
import type { Web } from './web.ts'
import { withKey, withWebhookKey } from './webhook-key.ts'

/** How the command is called. */
export const SERVE_USAGE = `Usage: npm run fundament -- serve PART
  directory   the directory alone, over DATABASE_URL or the embedded database
  uptime      uptime alone, over DATABASE_URL or the embedded database, as UPTIME_CATALOGUE_FILE says
  record      the record alone, over the platform that a sandbox of its own plays, DATABASE_URL or the embedded database, and
              the directory at SUBGRAPH_DIRECTORY_URL
  gateway [public|clinical]
              the gateway of one graph alone, public unless named, over SUBGRAPH_DIRECTORY_URL, SUBGRAPH_UPTIME_URL and, for
              clinical, SUBGRAPH_RECORD_URL
`

type Part = (env: Env, stack: AsyncDisposableStack) => Promise<Served>

interface Served {
  readonly web: Web
  /** Where its graph answers. */
  readonly path: string
}

const PARTS: ReadonlyMap<string, Part> = new Map([
  ['directory', directoryAlone],
  ['uptime', uptimeAlone],
  ['record', recordAlone],
  ['gateway', gatewayOf('public')],
  ...GRAPHS.map((name) => [`gateway ${name}`, gatewayOf(name)] as const),
])

/**
 * Serves one part of the graph until it is asked to stop.
 *
 * @returns the exit code: 0 when stopped, 2 for a part that there is not
 * @throws {ConfigError} listing every problem with the settings at once
 */
export async function runServe(args: readonly string[], stopping: AbortSignal): Promise<number> {
  const part = PARTS.get(args.join(' '))
  if (!part) {
    process.stderr.write(
      `Cannot serve "${args.join(' ')}": there is ${[...PARTS.keys()].join(', ')}\n`,
    )
    process.stderr.write(`\n${SERVE_USAGE}`)
    return 2
  }
  await using stack = new AsyncDisposableStack()
  const { web, path } = await part(process.env, stack)
  process.stdout.write(`GraphQL   ${new URL(path, web.url)}\nInternal  ${web.internalUrl}\n`)
  process.stdout.write('Ready. Ctrl-C stops it.\n')
  if (!stopping.aborted) await once(stopping, 'abort')
  return 0
}

async function directoryAlone(env: Env, stack: AsyncDisposableStack): Promise<Served> {
  const config = directoryServeConfigFrom(env, 'directory')
  const observed = await observing(config, stack)
  const database = stack.use(await provideDatabase(config, observed.log))
  const directory = stack.use(
    await openDirectory(database.url, withWebhookKey(config), observed.telemetry),
  )
  const checks = [{ name: 'register', check: () => directory.ready() }]
  const routers = directory.routers(surroundings(config, observed))
  const web = stack.use(
    await serveSubgraph(directory.subgraph, config, { ...observed, checks, routers }),
  )
  stack.use(directory.startWork(surroundings(config, observed)))
  return { web, path: GRAPHQL_PATH }
}

async function uptimeAlone(env: Env, stack: AsyncDisposableStack): Promise<Served> {
  // What it reads of thousands of targets dies young; left to itself the heap would grow to twice what is in use.
  setFlagsFromString('--optimize-for-size')
  setFlagsFromString('--semi-space-growth-factor=1')
  const config = uptimeServeConfigFrom(env)
  const observed = await observing(config, stack)
  const database = stack.use(await provideDatabase(config, observed.log))
  const webhooks = withKey(config.webhooks, config)
  const uptime = stack.use(
    await openUptime(
      database.url,
      { ...config.uptime, webhooks, publicUrl: config.publicUrl },
      observed.telemetry,
    ),
  )
  const checks = [{ name: 'uptime', check: () => uptime.ready() }]
  const around = surroundings(config, observed)
  const routers = uptime.routers(around)
  const web = stack.use(
    await serveSubgraph(uptime.subgraph, config, { ...observed, checks, routers }),
  )
  const { catalogue } = config.uptime
  if (catalogue) {
    stack.use(await uptime.startWork({ catalogue }, around))
  }
  return { web, path: GRAPHQL_PATH }
}

function gatewayOf(name: GraphName): Part {
  return async (env, stack) => {
    const config = gatewayServeConfigFrom(env, `gateway-${name}`)
    const signIns = name === 'clinical' ? signInsApart(config.signInUrl) : undefined
    const observed = await observing(config, stack)
    const path = GRAPH_PATHS[name]
    const graph = { supergraph: committedSupergraph(name), path, signIns }
    const { signInUrl: issuer } = config
    const routers = signIns && issuer ? [resourceMetadata({ path, issuer, publicUrl: null })] : []
    return { web: stack.use(await serveGateway(graph, config, { ...observed, routers })), path }
  }
}

async function recordAlone(env: Env, stack: AsyncDisposableStack): Promise<Served> {
  // Loaded where it is served: no other part has anything of the record or the platform in it.
  const { recordServeConfigFrom } = await import('./hub-config.ts')
  const config = recordServeConfigFrom(env)
  const observed = await observing(config, stack)
  const database = stack.use(await provideDatabase(config, observed.log))
  const { createSandbox } = await import('../services/sandbox/service.ts')
  const { openRecord, directoryAt } = await import('./record.ts')
  const sandbox = stack.use(await createSandbox(config.sandbox))
  const directory = directoryAt(config.directoryUrl)
  const ground = { database: database.url, sandbox, directory }
  const record = stack.use(await openRecord(ground, config.record, observed))
  const issuer = sandbox.profile.signIn?.issuer
  const checks = [{ name: 'record', check: () => record.ready() }]
  const signIns = issuer && signInsAt(issuer)
  const web = stack.use(
    await serveSubgraph(record.subgraph, config, { ...observed, checks, signIns }),
  )
  stack.use(record.startWork())
  process.stdout.write(`Sign-in   ${issuer}\n`)
  return { web, path: GRAPHQL_PATH }
}

async function observing(config: ServeConfig, stack: AsyncDisposableStack) {
  const observed = await observe(config)
  stack.use(observed.telemetry)
  return observed
}
