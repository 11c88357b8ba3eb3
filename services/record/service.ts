import { consumerOf } from '../kit/callers.ts'
import {
  checkServer,
  type DatabaseOptions,
  migrateToLatest,
  openDatabase,
} from '../kit/database.ts'
import type { Log } from '../kit/log.ts'
import type { Subgraph, SubgraphRequest } from '../kit/subgraph.ts'
import type { Tracing } from '../kit/telemetry/tracing.ts'
import type { CallOutcome } from '../nsp/platform/call-outcome.ts'
import { openPlatform } from '../nsp/platform/open-platform.ts'
import type { PlatformProfile } from '../nsp/platform/profile.ts'
import type { TokenObserver } from '../nsp/sts/tokens.ts'
import { LastWell } from './client/asking/last-well.ts'
import { type ActingOf, recordsOf } from './client/asking/records.ts'
import { type SourceCall, type SourceDesk, sourceDesk } from './client/asking/source-desk.ts'
import type { Execute } from './client/directory/execute.ts'
import { organisations } from './client/directory/organisations.ts'
import { openSources } from './client/open-sources.ts'
import { requireSandbox } from './client/require-sandbox.ts'
import { actingPeople } from './client/sign-in/acting-people.ts'
import { signInFrom } from './client/sign-in/claims.ts'
import type { Sources } from './client/source.ts'
import type { RecordConfig } from './config.ts'
import type { RecordChanges } from './domain/change.ts'
import type { Organisations } from './domain/record.ts'
import type { Context } from './graphql/context.ts'
import { recordSchema } from './graphql/schema.ts'
import { nasChanges } from './source/nas/nas-changes.ts'
import { changePlace } from './store/changes/place.ts'
import { recordChanges } from './store/changes/record-changes.ts'
import { migrations } from './store/migrations/migrations.ts'
import { lastWellOf, saveLastWell } from './store/source-health.ts'
import { SCHEMA, type Tables } from './store/tables.ts'
import { FollowAllowance } from './watch/follow-allowance.ts'
import { keepLastWell } from './watch/keep-last-well.ts'
import { startPulling } from './watch/pull-changes.ts'

/** What the record is made of. */
export interface RecordOptions {
  readonly database: DatabaseOptions
  readonly config: RecordConfig
  /** The environment of the platform that is asked. */
  readonly profile: PlatformProfile
  /** Root of the sandbox of this process: nothing else is asked. */
  readonly sandbox: URL
  /** Asks the directory's graph. */
  readonly directory: Execute
  readonly tracing: Tracing
  readonly log: Pick<Log, 'warn' | 'error'>
  /** Told of every question to a source; it must not throw. */
  readonly onCall?: (call: SourceCall) => void
  /** Told of every message to the platform, those to the STS too. */
  readonly onMessage?: (outcome: CallOutcome) => void
  /** Told of every question for an id card or a token. */
  readonly tokenObserver?: TokenObserver
  readonly now?: () => Date
}

/** The record at work. */
export interface RecordService extends AsyncDisposable {
  readonly subgraph: Subgraph
  /** Begins to pull changes, where this process does, and to keep when sources were last well. Ends when disposed. */
  startWork(): AsyncDisposable
  /** @throws what keeps it from answering */
  ready(): Promise<void>
}

const NAS = 'nas2'
const LOOK_EVERY_MS = 1_000
const PULL_DEADLINE_MS = 30_000
const KEEP_EVERY_MS = 10_000

/**
 * Opens the database, brings its tables to the newest form, and serves the graph over it and the platform.
 *
 * @throws {ConfigError} where the profile names anything but the sandbox
 * @throws {DatabaseUnfit} where the server cannot hold it
 */
export async function createRecord(options: RecordOptions): Promise<RecordService> {
  const { profile, config, tracing, log, onCall = () => {}, now = () => new Date() } = options
  requireSandbox(profile, options.sandbox)
  await using opening = new AsyncDisposableStack()
  const database = { ...options.database, schema: SCHEMA }
  const db = openDatabase<Tables>(database)
  opening.defer(() => db.destroy())
  await checkServer(db)
  await migrateToLatest(db, migrations, { schema: SCHEMA })
  const lastWell = new LastWell()
  lastWell.recall(await lastWellOf(db))
  const { onMessage, tokenObserver } = options
  const platform = opening.use(
    openPlatform({
      ...{ profile, tracing, now, ...(onMessage && { onCall: onMessage }) },
      ...(tokenObserver && { tokenObserver }),
    }),
  )
  const contextOf = contextMaker({
    sources: openSources({ platform, profile, tracing, now }),
    desk: sourceDesk({ limits: config.limits, lastWell, onCall, tracing, log, now }),
    actingOf: actingOfIssuer(profile, now),
    organisations: organisations(options.directory),
    changes: recordChanges(db, { everyMs: LOOK_EVERY_MS }),
    followed: new FollowAllowance(),
  })
  const opened = opening.move()
  return {
    subgraph: { name: 'record', ...recordSchema, contextOf },
    startWork: () => {
      const working = new AsyncDisposableStack()
      const save = (at: Parameters<typeof saveLastWell>[1]) => saveLastWell(db, at)
      working.use(keepLastWell({ lastWell, save, everyMs: KEEP_EVERY_MS, log }))
      if (config.pulling) {
        const { topics, listName, ...pulling } = config.pulling
        const place = changePlace(db, NAS)
        const source = nasChanges({ platform, place, topics, listName })
        const { url } = database
        const work = { db, url, name: NAS, source, deadlineMs: PULL_DEADLINE_MS, log, now }
        working.use(startPulling({ ...work, ...pulling }))
      }
      return working
    },
    ready: async () => {
      await lastWellOf(db)
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

interface ContextParts {
  readonly sources: Sources
  readonly desk: SourceDesk
  readonly actingOf: ActingOf
  readonly organisations: Organisations
  readonly changes: RecordChanges
  readonly followed: FollowAllowance
}

/** A caller without a sign-in that we know is nobody as far as a record goes. */
const contextMaker =
  ({ organisations, changes, followed, ...parts }: ContextParts) =>
  ({ caller, signal }: SubgraphRequest): Context => {
    const given = caller?.signIn
    const who = given ? signInFrom(given.claims) : null
    if (!caller || !given || !who) return { signedIn: null, organisations }
    const records = recordsOf({ ...parts, who, given, consumer: consumerOf(caller) ?? '', signal })
    const signedIn = { who, records, changes: followed.within(changes, caller.name) }
    return { signedIn, organisations }
  }

function actingOfIssuer({ signIn }: PlatformProfile, now: () => Date): ActingOf {
  if (!signIn) return () => Promise.reject(new RangeError('Cannot ask: nobody signs in here'))
  const people = actingPeople({ issuer: signIn.issuer, now })
  return (given, question, signal) => people.actingOf(given, question, signal)
}
