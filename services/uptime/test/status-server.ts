import { createHash } from 'node:crypto'
import express from 'express'
import type { Kysely } from 'kysely'
import { openTestDatabase } from '../../../test/harness/database.ts'
import { parseCallers } from '../../kit/callers.ts'
import { openDatabase } from '../../kit/database.ts'
import { listen } from '../../kit/http/listen.ts'
import { createLog } from '../../kit/log.ts'
import type { Secret } from '../../kit/secret.ts'
import { createMetrics } from '../../kit/telemetry/metrics.ts'
import { idsOnly } from '../../kit/telemetry/tracing.ts'
import { createUptime } from '../service.ts'
import { SCHEMA, type Tables } from '../store/tables.ts'
import { OWN } from './status-story.ts'

/** The status page over a database of its own, served on a free port. */
export interface StatusServer extends AsyncDisposable {
  readonly url: URL
  /** Sends the key of a caller where one is named. */
  get(path: string, options?: GetOptions): Promise<Response>
  text(path: string, options?: GetOptions): Promise<string>
}

/** How a page is asked for. */
export interface GetOptions {
  readonly caller?: 'operator' | 'owner'
  readonly headers?: Readonly<Record<string, string>>
}

const GRANTS = { operator: ['operator'], owner: [`owner:${OWN}`] }

const callers = () => {
  const entries = Object.entries(GRANTS).map(([name, grants]) => ({
    ...{ name, grants, keySha256: createHash('sha256').update(name).digest('hex') },
  }))
  const parsed = parseCallers(JSON.stringify(entries))
  if (typeof parsed === 'string') throw new TypeError(parsed)
  return parsed
}

/**
 * Starts it.
 *
 * @param seed fills the tables before the page is served
 * @param options.through turns the address of the database into one that the page shall use
 */
export async function startStatus(
  seed: (db: Kysely<Tables>) => Promise<void>,
  {
    through = async (url) => url,
    clock = Date.now,
  }: { readonly through?: (url: Secret) => Promise<Secret>; readonly clock?: () => number } = {},
): Promise<StatusServer> {
  await using starting = new AsyncDisposableStack()
  const database = starting.use(await openTestDatabase())
  const options = { poolSize: 5, statementTimeoutMs: 30_000 }
  const uptime = starting.use(
    await createUptime({
      database: { url: await through(database.url), ...options },
      keeping: { resultDays: 7, minuteDays: 90 },
      prober: null,
      now: clock,
    }),
  )
  const db = openDatabase<Tables>({ url: database.url, schema: SCHEMA })
  await seed(db).finally(() => db.destroy())
  const app = express().disable('x-powered-by')
  const telemetry = { tracing: idsOnly, metrics: starting.use(createMetrics({})) }
  const log = createLog({ level: 'silent' })
  const around = { telemetry, log, callers: callers(), maxBodyBytes: 1_000 }
  for (const router of uptime.routers(around)) app.use(router)
  const listener = starting.use(await listen(app, { host: '127.0.0.1', port: 0 }))
  const started = starting.move()
  const get: StatusServer['get'] = (path, { caller, headers = {} } = {}) =>
    fetch(new URL(path, listener.url), {
      headers: { ...headers, ...(caller && { authorization: `Bearer ${caller}` }) },
    })
  return {
    ...{ url: listener.url, get },
    text: async (path, asked) => (await get(path, asked)).text(),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}
