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
import type { IncidentTimes } from './domain/incident/watched.ts'
import type { CallOutcome } from './domain/outcome.ts'
import type { ServiceLevels } from './domain/report/service-level.ts'
import { type Sight, sightOf } from './domain/sight.ts'
import { targetsOf } from './domain/targets-of.ts'
import type { Context } from './graphql/context.ts'
import { uptimeSchema } from './graphql/schema.ts'
import { holdHistory } from './status/held/held-history.ts'
import { type HeldSnapshot, holdSnapshot } from './status/held/held-snapshot.ts'
import { statusRouter } from './status/http/router.ts'
import { recordCalls } from './store/calls/record-calls.ts'
import { keepPartitions } from './store/history/partitions.ts'
import { incidentDesk } from './store/incidents/desk.ts'
import { migrations } from './store/migrations/migrations.ts'
import { uptime } from './store/reading/uptime.ts'
import { sharedWorld } from './store/reading/world.ts'
import { serviceLevels } from './store/report/service-levels.ts'
import { statusHistory } from './store/status/read-history.ts'
import { statusReader } from './store/status/read-status.ts'
import { incidentSubscriptions } from './store/subscribers/subscriptions.ts'
import { SCHEMA, type Tables } from './store/tables.ts'
import { saveCatalogue } from './store/targets/save-catalogue.ts'
import { subscribeRouter } from './subscribe/router.ts'
import { CallRecorder } from './watch/calls/call-recorder.ts'
import type { Keeping } from './watch/keeping/keep-history.ts'
import { startWatching } from './watch/start-watching.ts'
import type { TellingSettings } from './watch/telling/start-telling.ts'

/** What uptime is made of. */
export interface UptimeOptions {
  readonly database: DatabaseOptions
  readonly keeping: Keeping
  /** Null where this process measures nothing itself. */
  readonly prober: ProberConfig | null
  /** How people and systems are told of incidents; null or left out, nobody is. */
  readonly telling?: (TellingSettings & { readonly mostPerCaller: number }) | null
  /** How long things must last before they make an incident; the rules' own where it is left out. */
  readonly times?: IncidentTimes
  /** Address by which the world knows the server; absent or null for what each request says it asked. */
  readonly publicUrl?: URL | null
  /** Milliseconds since 1970, for what the status page tells; the machine's own clock when left out. */
  readonly now?: () => number
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
    around: Pick<HttpSurroundings, 'log' | 'callers'> & WorkMetrics,
  ): Promise<AsyncDisposable>
  /** Counts one of the hub's own calls; never waits and never throws. */
  recordCall(outcome: CallOutcome): void
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
  const { keeping, prober, telling = null, times } = options
  const subscribing = telling && { ...telling, hasMail: telling.mail !== null }
  const database = { ...options.database, schema: SCHEMA }
  const db = openDatabase<Tables>(database)
  opening.defer(() => db.destroy())
  await checkServer(db)
  await migrateToLatest(db, migrations, { schema: SCHEMA })
  const world = sharedWorld(db, Date.now)
  const calls = opening.use(
    new CallRecorder({
      ...{ record: (outcomes) => recordCalls(db, outcomes), everyMs: 2_000, mostHeld: 50_000 },
    }),
  )
  const opened = opening.move()
  return {
    subgraph: {
      name: 'uptime',
      ...uptimeSchema,
      contextOf: ({ caller }): Context => {
        const sight = sightOf(caller?.grants ?? new Set())
        const author = caller?.name ?? null
        const seen = uptime(db, { sight, world, consumer: author ?? 'anonymous' })
        return {
          uptime: seen,
          subscriptions: incidentSubscriptions(db, {
            ...{ settings: subscribing, caller: author, uptime: seen, now: () => new Date() },
          }),
          levels: serviceLevels(db, { sight, now: Date.now }),
          desk: incidentDesk(db, { sight, author, uptime: seen, now: Date.now }),
        }
      },
    },
    routers: (around) => {
      const onFailure = (err: unknown) => around.log.error({ err }, 'The status cannot be read')
      const { publicUrl = null, now: clock = Date.now } = options
      const read = statusReader(db, clock)
      const snapshot: HeldSnapshot = opened.use(holdSnapshot({ read, everyMs: 5_000, onFailure }))
      const history = holdHistory(statusHistory(db, clock))
      const levelsFor = (sight: Sight) => serviceLevels(db, { sight, now: clock })
      const anybody = uptime(db, { sight: sightOf(new Set()), world })
      const tokens = incidentSubscriptions(db, {
        ...{ settings: subscribing, caller: null, uptime: anybody, now: () => new Date() },
      })
      return [
        subscribeRouter(tokens, around),
        statusRouter({ snapshot, history, levels: levelsFor, publicUrl, clock }, around),
      ]
    },
    startWork: async (
      { catalogue, authorities = [], allowed = [] },
      { log, callers, telemetry: { metrics } },
    ) => {
      await saveCatalogue(db, catalogue, targetsOf(catalogue))
      await keepPartitions(db, { nowMs: Date.now(), keptDays: keeping.resultDays })
      const own = prober && {
        ...prober,
        authorities: [...prober.authorities, ...authorities],
        allowed: networkList([...prober.allowed, ...allowed]),
      }
      const work = { db, url: database.url, catalogue, keeping, telling, callers, log, metrics }
      return startWatching({ ...work, prober: own, ...(times && { times }) })
    },
    recordCall: (outcome) => calls.add(outcome),
    ready: async () => {
      await world()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Service levels of everything that is watched, over a database, as an operator sees them; closes it when disposed. */
export async function serviceLevelsOver(
  options: DatabaseOptions,
): Promise<ServiceLevels & AsyncDisposable> {
  const db = openDatabase<Tables>({ ...options, schema: SCHEMA })
  const sight = { isOperator: true, organisations: new Set<string>() }
  try {
    await migrateToLatest(db, migrations, { schema: SCHEMA })
  } catch (error) {
    await db.destroy()
    throw error
  }
  const { report } = serviceLevels(db, { sight, now: Date.now })
  return { report, [Symbol.asyncDispose]: () => db.destroy() }
}
