import type { Router } from 'express'
import { AnswerStates } from '../kit/answer-states.ts'
import {
  checkServer,
  type DatabaseOptions,
  migrateToLatest,
  openDatabase,
} from '../kit/database.ts'
import type { HttpSurroundings } from '../kit/http/admission.ts'
import { etagOf } from '../kit/http/etag.ts'
import type { Subgraph } from '../kit/subgraph.ts'
import { turns } from '../kit/turns.ts'
import type { HubRule } from './domain/resolution/hub-rules.ts'
import { dayOf } from './domain/time/local-date.ts'
import { exportRoute } from './export/export-route.ts'
import { fhirContent } from './fhir/content.ts'
import { fhirRouter } from './fhir/http/router.ts'
import type { Context } from './graphql/context.ts'
import { directorySchema } from './graphql/schema.ts'
import { tellingContext } from './graphql/telling-context.ts'
import { type PublishSettings, targetOf } from './ldap/publish-context.ts'
import { startPublishing } from './ldap/start-publishing.ts'
import { catalogue } from './store/catalogue/catalogue.ts'
import { changeFeed } from './store/changes/change-feed.ts'
import { changeReader } from './store/changes/change-reader.ts'
import { watchRevisions } from './store/changes/revision-watch.ts'
import { following } from './store/copy/following.ts'
import { openCopies } from './store/copy/open-copies.ts'
import { migrations } from './store/migrations/migrations.ts'
import { directory } from './store/reading/directory.ts'
import { type ExampleQuestion, exampleQuestion } from './store/reading/example-question.ts'
import { latestRegister } from './store/reading/latest-register.ts'
import { registerState } from './store/reading/register-state.ts'
import { catchUpSearch } from './store/search/catch-up.ts'
import { keepSearchReady } from './store/search/keep-ready.ts'
import type { Tables } from './store/tables.ts'
import { startWebhooks } from './webhook/start-webhooks.ts'
import { type WebhookSettings, webhooksOfCallers } from './webhook/webhooks-of.ts'
import type { Worker } from './webhook/worker.ts'

/** What the directory is made of. */
export interface DirectoryOptions {
  readonly database: DatabaseOptions
  /** Rules that send message types through a hub. */
  readonly hubRules: readonly HubRule[]
  /** An answer that rests on a snapshot older than this many days is stale. */
  readonly freshForDays: number
  /** A certificate that ends within so many days is a finding; 30 where it is absent. */
  readonly certificateWarningDays?: number
  /** Address by which the world knows the server; absent or null for what each request says it asked. */
  readonly publicUrl?: URL | null
  /** The LDAP server that the register is written to. */
  readonly ldap?: PublishSettings | null
  /** How callers are told of changes; absent or null for not at all. */
  readonly webhooks?: WebhookSettings | null
  /** Whether the persons of the yder register are served in FHIR; not where it is absent. */
  readonly practitioners?: boolean
  readonly now?: () => Date
  /** Entries of each kind that are kept of the latest revision, so that they need not be read again; 0 keeps nothing. */
  readonly kept?: number
}

const KEPT = 20_000

/** The directory at work. */
export interface DirectoryService extends AsyncDisposable {
  readonly subgraph: Subgraph
  /** The transports beside the graph, each at a path of its own. */
  routers(around: HttpSurroundings): readonly Router[]
  /** Begins what goes on beside answering: webhooks, and publishing to LDAP where that is asked for. Ends when disposed. */
  startWork(around: Pick<HttpSurroundings, 'log' | 'telemetry' | 'callers'>): AsyncDisposable
  /** @throws what keeps the directory from answering; an empty register does not */
  ready(): Promise<void>
  /** A question that today's register answers, to show a newcomer; null where it answers none. */
  example(): Promise<ExampleQuestion | null>
}

/**
 * Opens the database, brings its tables to the newest form, and serves the graph over them.
 *
 * @throws {DatabaseUnfit} where the server cannot hold the register
 */
export async function createDirectory(options: DirectoryOptions): Promise<DirectoryService> {
  const { hubRules, freshForDays, now = () => new Date(), kept = KEPT } = options
  await using opening = new AsyncDisposableStack()
  const db = openDatabase<Tables>({ ...options.database, prepared: true })
  opening.defer(() => db.destroy())
  await checkServer(db)
  await migrateToLatest(db, migrations)
  await catchUpSearch(db, options.database)
  const latest = latestRegister(db, kept)
  const { certificateWarningDays = 30 } = options
  const quality = { certificateWarningDays, takeTurn: turns() }
  const rules = etagOf([JSON.stringify([hubRules, freshForDays, certificateWarningDays])])
  const copiesFor = openCopies(options.database)
  const watch = opening.use(watchRevisions({ url: options.database.url }))
  const reader = changeReader(db, watch)
  const fhir = fhirContent({
    practitioners: options.practitioners ?? false,
    catalogueFor: (grants) => catalogue(db, { hubRules, freshForDays, now, latest, grants }),
  })
  let telling: Pick<Worker, 'wake'> | null = null
  const webhooksOf = webhooksOfCallers({
    ...{ db, now, settings: options.webhooks ?? null, wake: () => telling?.wake() },
  })
  const opened = opening.move()
  return {
    subgraph: {
      name: 'directory',
      ...directorySchema,
      contextOf: ({ caller, states = new AnswerStates() }): Context => {
        const grants = caller?.grants ?? new Set()
        const tell = (state: string) => states.add(state)
        const look = () =>
          directory(db, { hubRules, freshForDays, quality, now, latest, grants, rules, tell })
        const changes = changeFeed(db, { grants, reader })
        const ports = { following: () => following(db), webhooks: webhooksOf(caller) }
        return tellingContext({ directory: look(), lookAgain: look, changes, ...ports }, states)
      },
    },
    startWork: ({ log, callers, telemetry: { metrics } }) => {
      const work = new AsyncDisposableStack()
      const { ldap, database, webhooks } = options
      const nobody = { hubRules, freshForDays, now, latest, grants: new Set<string>() }
      const followed = changeFeed(db, { grants: nobody.grants, reader })
      work.use(keepSearchReady(() => directory(db, nobody), followed))
      // Who knows no callers would hold others up that do.
      if (webhooks?.key && callers.count > 0) {
        const settings = { ...webhooks, key: webhooks.key }
        telling = work.use(startWebhooks({ database, watch, settings, callers, log, metrics }))
      }
      if (ldap) {
        const feed = changeFeed(db, { grants: ldap.grants, reader })
        const context = { ...ldap, db, feed, log, now, target: targetOf(ldap) }
        work.use(startPublishing(context, { url: database.url, metrics }))
      }
      return work
    },
    routers: (around) => [
      exportRoute(around, copiesFor),
      fhirRouter(fhir, around, { publicUrl: options.publicUrl ?? null }),
    ],
    ready: async () => {
      await registerState(db, null)
    },
    example: () => exampleQuestion(db, dayOf(now())),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
