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
import { keepPartitions } from './store/history/partitions.ts'
import { migrations } from './store/migrations/migrations.ts'
import { uptime } from './store/reading/uptime.ts'
import { sharedWorld } from './store/reading/world.ts'
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
      contextOf: ({ caller }): Context => ({
        uptime: uptime(db, { sight: sightOf(caller?.grants ?? new Set()), world }),
      }),
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
