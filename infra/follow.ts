import { parseArgs } from 'node:util'
import { copyFile } from '../services/directory/client/hub/copy-file.ts'
import { hubUrl, sourceHub } from '../services/directory/client/hub/source-hub.ts'
import type { Following } from '../services/directory/domain/copy/following.ts'
import { CopyVoid, FollowUnusable, NotACopy } from '../services/directory/errors/copying.ts'
import { beginWithFile } from '../services/directory/source/follow/begin-with-file.ts'
import { follow } from '../services/directory/source/follow/follow.ts'
import { beginFollowing, following } from '../services/directory/store/copy/following.ts'
import type { Tables } from '../services/directory/store/tables.ts'
import { openDatabase } from '../services/kit/database.ts'
import type { Secret } from '../services/kit/secret.ts'
import { provideDatabase } from './database.ts'
import { openHub } from './hub.ts'
import { type FollowServeConfig, followServeConfigFrom } from './hub-config.ts'
import { GRAPHQL_PATH, type Observed, observe, serveGraph } from './serve.ts'
import { committedSupergraph } from './supergraph.ts'

/** How the command is called. */
export const FOLLOW_USAGE = `npm run fundament -- follow URL

  URL          of the hub to copy, such as https://hub.example; its address of exports where that is another than /export
  --from FILE  take the first copy from a file that export wrote there

Copies that hub into a database of its own, keeps it in step, and serves it as npm start does.
`

/**
 * Serves a copy of another hub until it is asked to stop.
 *
 * @returns the exit code: 0 when stopped, 2 for what cannot be asked, 3 for a database that holds something else
 * @throws {ConfigError} listing every problem with the settings at once
 */
export async function runFollow(args: readonly string[], stopping: AbortSignal): Promise<number> {
  try {
    await serveCopy(wantedBy(args), followServeConfigFrom(process.env), stopping)
    return 0
  } catch (error) {
    if (error instanceof NotACopy || error instanceof CopyVoid) {
      process.stderr.write(`${error.message}\n`)
      return 3
    }
    if (!(error instanceof FollowUnusable)) throw error
    process.stderr.write(`${error.message}\n\n${FOLLOW_USAGE}`)
    return 2
  }
}

interface Wanted {
  readonly hub: URL
  /** The first copy; null for the hub's own. */
  readonly file: string | null
}

function wantedBy(args: readonly string[]): Wanted {
  const { values, positionals } = parsed(args)
  const [text = '', ...more] = positionals
  if (more.length > 0) throw new FollowUnusable('Cannot follow several hubs with one database')
  return { hub: hubUrl(text), file: values.from ?? null }
}

function parsed(args: readonly string[]) {
  try {
    const options = { from: { type: 'string' } } as const
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new FollowUnusable('Cannot follow: there is --from FILE', { cause })
  }
}

async function serveCopy(
  { hub, file }: Wanted,
  config: FollowServeConfig,
  stopping: AbortSignal,
): Promise<void> {
  const observed = await observe(config)
  const { telemetry, log } = observed
  await using _telemetry = telemetry
  await using database = await provideDatabase(config, log)
  stopping.throwIfAborted()
  await using hubHere = await openHub(database.url, config, observed)
  await using copy = await keepCopying(
    { hub, file },
    { url: database.url, config, observed, stopping },
  )
  await using web = await serveGraph(committedSupergraph('public'), config, {
    ...observed,
    ...hubHere,
  })
  await using _work = await hubHere.startWork(web)
  print(`Follows   ${hub}`)
  print(`Database  PostgreSQL, ${database.kind}`)
  print(`GraphQL   ${new URL(GRAPHQL_PATH, web.url)}`)
  print(`Internal  ${web.internalUrl}  (/metrics /livez /readyz)`)
  print('Ready. Ctrl-C stops everything.')
  await copy.untilStopped(stopping)
}

interface KeptCopy extends AsyncDisposable {
  /** @throws what ends the following for good */
  untilStopped(stopping: AbortSignal): Promise<void>
}

interface Surroundings {
  readonly url: Secret
  readonly config: FollowServeConfig
  readonly observed: Observed
  readonly stopping: AbortSignal
}

async function keepCopying(
  { hub, file }: Wanted,
  { url, config, observed, stopping }: Surroundings,
): Promise<KeptCopy> {
  await using opening = new AsyncDisposableStack()
  const db = openDatabase<Tables>({ url, poolSize: 2 })
  opening.defer(() => db.destroy())
  const { intervalMs, token } = config.follow
  const source = sourceHub(hub, token)
  await beginFollowing(db, source.url)
  if (file !== null) {
    await using copy = await copyFile(file)
    await beginWithFile({ db, url, hub: source }, copy, stopping)
  }
  opening.use(
    observed.telemetry.metrics.gauge(
      'fundament.follow.age.seconds',
      'Since the copy was last known to be whole',
      async () => ageSeconds(await following(db)),
    ),
  )
  const stop = new AbortController()
  const { log } = observed
  const ended = follow({ ...{ db, url, hub: source, intervalMs, log }, signal: stop.signal })
  // Whoever waits hears of it; until then it must not count as unhandled.
  ended.catch(() => {})
  opening.defer(async () => {
    stop.abort()
    await ended
  })
  const opened = opening.move()
  return {
    untilStopped: (stopping) => Promise.race([ended, aborted(stopping)]),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

function ageSeconds(copy: Following | null): number | null {
  const since = copy?.behindSince ?? copy?.lastContact
  return since ? Math.max(0, Date.now() - Date.parse(since)) / 1_000 : null
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
