import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import type { Env } from '../services/kit/config.ts'
import {
  directoryServeConfigFrom,
  type ServeConfig,
  serveConfigFrom,
  uptimeServeConfigFrom,
} from './config.ts'
import { provideDatabase } from './database.ts'
import { openDirectory } from './directory.ts'
import { GRAPHQL_PATH, observe, serveGateway, serveSubgraph, surroundings } from './serve.ts'
import { committedSupergraph } from './supergraph.ts'
import { openUptime } from './uptime.ts'
import type { Web } from './web.ts'
import { withKey, withWebhookKey } from './webhook-key.ts'

/** How the command is called. */
export const SERVE_USAGE = `Usage: npm run fundament -- serve PART
  directory   the directory alone, over DATABASE_URL or the embedded database
  uptime      uptime alone, over DATABASE_URL or the embedded database, as UPTIME_CATALOGUE_FILE says
  gateway     the gateway alone, over SUBGRAPH_DIRECTORY_URL and SUBGRAPH_UPTIME_URL
`

type Part = (env: Env, stack: AsyncDisposableStack) => Promise<Web>

const PARTS: ReadonlyMap<string, Part> = new Map([
  ['directory', directoryAlone],
  ['uptime', uptimeAlone],
  ['gateway', gatewayAlone],
])

/**
 * Serves one part of the graph until it is asked to stop.
 *
 * @returns the exit code: 0 when stopped, 2 for a part that there is not
 * @throws {ConfigError} listing every problem with the settings at once
 */
export async function runServe(args: readonly string[], stopping: AbortSignal): Promise<number> {
  const [name = '', ...more] = args
  const part = PARTS.get(name)
  if (!part || more.length > 0) {
    process.stderr.write(
      `Cannot serve "${args.join(' ')}": there is ${[...PARTS.keys()].join(', ')}\n`,
    )
    process.stderr.write(`\n${SERVE_USAGE}`)
    return 2
  }
  await using stack = new AsyncDisposableStack()
  const { url, internalUrl } = await part(process.env, stack)
  process.stdout.write(`GraphQL   ${new URL(GRAPHQL_PATH, url)}\nInternal  ${internalUrl}\n`)
  process.stdout.write('Ready. Ctrl-C stops it.\n')
  if (!stopping.aborted) await once(stopping, 'abort')
  return 0
}

async function directoryAlone(env: Env, stack: AsyncDisposableStack): Promise<Web> {
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
  return web
}

async function uptimeAlone(env: Env, stack: AsyncDisposableStack): Promise<Web> {
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
  return web
}

async function gatewayAlone(env: Env, stack: AsyncDisposableStack): Promise<Web> {
  const config = serveConfigFrom(env, 'gateway')
  const observed = await observing(config, stack)
  return stack.use(await serveGateway(committedSupergraph('public'), config, observed))
}

async function observing(config: ServeConfig, stack: AsyncDisposableStack) {
  const observed = await observe(config)
  stack.use(observed.telemetry)
  return observed
}
