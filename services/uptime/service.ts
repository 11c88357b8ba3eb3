import type { Router } from 'express'
import {
  checkServer,
  type DatabaseOptions,
  migrateToLatest,
  openDatabase,
} from '../kit/database.ts'
import type { HttpSurroundings } from '../kit/http/admission.ts'
import { networkList } from '../kit/http/inside-address.ts'
import type { Subgraph } from '../kit/subgraph.ts'
import type { ProberConfig } from './config.ts'
import type { Catalogue } from './domain/catalogue.ts'
import { sightOf } from './domain/sight.ts'
import { targetsOf } from './domain/targets-of.ts'
import type { Context } from './graphql/context.ts'
import { uptimeSchema } from './graphql/schema.ts'
import { holdHistory } from './status/held/held-history.ts'
import { type HeldSnapshot, holdSnapshot } from './status/held/held-snapshot.ts'
import { statusRouter } from './status/http/router.ts'
import { keepPartitions } from './store/history/partitions.ts'
import { incidentDesk } from './store/incidents/desk.ts'
import { migrations } from './store/migrations/migrations.ts'
import { uptime } from './store/reading/uptime.ts'
import { sharedWorld } from './store/reading/world.ts'
import { statusHistory } from './store/status/read-history.ts'
import { statusReader } from './store/status/read-status.ts'
import { SCHEMA, type Tables } from './store/tables.ts'
import { saveCatalogue } from './store/targets/save-catalogue.ts'
import type { Keeping } from './watch/keeping/keep-history.ts'
import { startWatching } from './watch/start-watching.ts'

/** What uptime is made of. */
export interface UptimeOptions {
  readonly database: DatabaseOptions
  readonly keeping: Keeping
  /** Null where this process measures nothing itself. */
  readonly prober: ProberConfig | null
  /** Address by which the world knows the server; absent or null for what each request says it asked. */
  readonly publicUrl?: URL | null
}

/** What is to be watched. */
export interface Watched {
  readonly catalogue: Catalogue
  /** Certificates that are trusted beside those of the settings, in PEM. */
  readonly authorities?: readonly string[]
  /** Networks inside that may be probed beside those of the settings. */
  readonly allowed?: readonly string[]
}

/** Uptime at work. */
export interface UptimeService extends AsyncDisposable {
  readonly subgraph: Subgraph
  /** The status page, with what stands beside it; what it shows is read again and again from then on. */
  routers(around: HttpSurroundings): readonly Router[]
  /**
   * Takes a catalogue in, and begins to measure what it names, to sum and to apply the rules. Ends when disposed.
   */

  startWork(
    watched: Watched,
    around: Pick<HttpSurroundings, 'log'> & WorkMetrics,
  ): Promise<AsyncDisposable>
  /** @throws what keeps it from answering */
  ready(): Promise<void>
}

type WorkMetrics = { readonly telemetry: Pick<HttpSurroundings['telemetry'], 'metrics'> }

/**
 * Opens the database, brings its tables to the newest form, and serves the graph over them.
 *
 * @throws {DatabaseUnfit} where the server cannot hold it
 */
export async function createUptime(options: UptimeOptions): Promise<UptimeService> {
  await using opening = new AsyncDisposableStack()
  const { keeping, prober } = options
  const database = { ...options.database, schema: SCHEMA }
  const db = openDatabase<Tables>(database)
  opening.defer(() => db.destroy())
  await checkServer(db)
  await migrateToLatest(db, migrations, { schema: SCHEMA })
  const world = sharedWorld(db, Date.now)
  const opened = opening.move()
  return {
    subgraph: {
      name: 'uptime',
      ...uptimeSchema,
      contextOf: ({ caller }): Context => {
        const sight = sightOf(caller?.grants ?? new Set())
        const seen = uptime(db, { sight, world })
        const author = caller?.name ?? null
        return {
          uptime: seen,
          desk: incidentDesk(db, { sight, author, uptime: seen, now: Date.now }),
        }
      },
    },
    routers: (around) => {
      const onFailure = (err: unknown) => around.log.error({ err }, 'The status cannot be read')
      const read = statusReader(db, Date.now)
      const snapshot: HeldSnapshot = opened.use(holdSnapshot({ read, everyMs: 5_000, onFailure }))
      const history = holdHistory(statusHistory(db, Date.now))
      const { publicUrl = null } = options
      return [statusRouter({ snapshot, history, publicUrl, clock: Date.now }, around)]
    },
    startWork: async (
      { catalogue, authorities = [], allowed = [] },
      { log, telemetry: { metrics } },
    ) => {
      await saveCatalogue(db, catalogue, targetsOf(catalogue))
      await keepPartitions(db, { nowMs: Date.now(), keptDays: keeping.resultDays })
      const own = prober && {
        ...prober,
        authorities: [...prober.authorities, ...authorities],
        allowed: networkList([...prober.allowed, ...allowed]),
      }
      const work = { db, url: database.url, catalogue, keeping, log, metrics }
      return startWatching({ ...work, prober: own })
    },
    ready: async () => {
      await world()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
