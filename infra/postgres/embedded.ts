import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../services/kit/free-port.ts'
import type { Log } from '../../services/kit/log.ts'
import { Secret } from '../../services/kit/secret.ts'
import { type Cluster, openCluster, ROLE } from './cluster.ts'
import { EmbeddedPostgresUnavailable } from './errors.ts'
import { findPostmaster, type Postmaster, stopPostmaster } from './postmaster.ts'
import { DATA_FOLDER, startProgram } from './program.ts'
import { DURABLE, type ServerSettings, toArguments } from './settings.ts'
import { enter, type Tenancy } from './tenancy.ts'

/** A claim on the embedded server; disposed by the last user, the server stops. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** Holds the password. */
  readonly url: Secret
  readonly port: number
}

const START_WITHIN_MS = 30_000
/** Another process was first, took the port in between, or a session of a killed server has not ended yet. */
const PASSING = /lock file|in use/
const MAX_FAILURES = 8
const STOP_WITHIN_MS = 2_500

/**
 * Starts PostgreSQL on `dataDir`, or joins the server that already runs there, left over from a crash or in use.
 *
 * @param options.port a free one when absent; a server that runs keeps its own
 * @throws {EmbeddedPostgresUnavailable} when it does not start within 30 s, with the last words of its log
 */
export async function startEmbeddedPostgres(options: {
  readonly dataDir: string
  readonly port?: number | null
  readonly log: Log
  readonly settings?: ServerSettings
}): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(options.dataDir)
  const deadline = performance.now() + START_WITHIN_MS
  let said = 'it does not become ready'
  for (let failures = 0; performance.now() < deadline && failures < MAX_FAILURES; ) {
    const server = await findPostmaster(cluster.folder)
    if (server) {
      const tenancy = server.ready ? await enter(cluster, server, options.log) : null
      if (tenancy) return claim(cluster, server, tenancy)
      await sleep(20)
    } else {
      const failure = await launch(cluster, options)
      if (failure === null) continue
      said = failure
      if (!PASSING.test(failure)) break
      await sleep(100 * failures++)
    }
  }
  throw new EmbeddedPostgresUnavailable(
    `Cannot start embedded PostgreSQL on "${cluster.folder}": ${said}`,
  )
}

const claim = (cluster: Cluster, server: Postmaster, tenancy: Tenancy): EmbeddedPostgres => ({
  port: server.port,
  url: new Secret(
    `postgres://${ROLE}:${cluster.password.reveal()}@127.0.0.1:${server.port}/${ROLE}`,
  ),
  async [Symbol.asyncDispose]() {
    const last = await tenancy.leave().catch(() => false)
    if (last) await stopPostmaster(server, cluster.folder, STOP_WITHIN_MS)
    await tenancy.end()
  },
})

/** @returns null when it is ready, else what it said before it ended */
async function launch(
  cluster: Cluster,
  { port, settings = DURABLE }: { port?: number | null; settings?: ServerSettings },
): Promise<string | null> {
  const output = openLog(cluster.logFile)
  const written = statSync(cluster.logFile).size
  const child = startProgram({
    folder: cluster.programs,
    name: 'postgres',
    args: [
      ...['-D', DATA_FOLDER, '-p', String(port ?? (await freePort()))],
      ...toArguments({ ...settings, 'fundament.cluster': cluster.folder }),
    ],
    dataFolder: cluster.folder,
    account: cluster.account,
    output,
  })
  closeSync(output)
  let running = true
  child.once('exit', () => {
    running = false
  })
  child.once('error', () => {
    running = false
  })
  child.unref()
  const deadline = performance.now() + START_WITHIN_MS
  while (running && performance.now() < deadline) {
    if ((await findPostmaster(cluster.folder))?.ready) return null
    await sleep(10)
  }
  return saidSince(cluster.logFile, written)
}

const MAX_LOG_BYTES = 1_000_000

const openLog = (path: string): number => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return openSync(path, size > MAX_LOG_BYTES ? 'w' : 'a', 0o600)
}

const saidSince = (logFile: string, byte: number): string =>
  readFileSync(logFile).subarray(byte).toString('utf8').trim().replaceAll('\n', ' / ') ||
  'it ended without a word'
