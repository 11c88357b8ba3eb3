import { setTimeout as pause } from 'node:timers/promises'
import { type DatabaseOptions, openDatabase } from '../../kit/database.ts'
import type { Secret } from '../../kit/secret.ts'
import type { Metrics } from '../../kit/telemetry/metrics.ts'
import { openPoster } from '../../kit/webhook/post.ts'
import { secretBox } from '../../kit/webhook/secret-box.ts'
import { changeFeed } from '../store/changes/change-feed.ts'
import { changeReader } from '../store/changes/change-reader.ts'
import type { RevisionWatch } from '../store/changes/revision-watch.ts'
import type { Tables } from '../store/tables.ts'
import { webhookMetrics } from './webhook-metrics.ts'
import type { WebhookSettings } from './webhooks-of.ts'
import { startWorker, type Worker } from './worker.ts'
import type { WorkerOptions } from './worker-options.ts'

/** What deliveries are made with. */
export interface WebhookWork extends Pick<WorkerOptions, 'callers' | 'log'> {
  readonly database: DatabaseOptions
  readonly watch: RevisionWatch
  readonly settings: WebhookSettings & { readonly key: Secret }
  readonly metrics: Pick<Metrics, 'counter' | 'gauge'>
}

const TIMEOUT_MS = 10_000
const CONNECTIONS_PER_HOST = 16
// Its own, so that deliveries never wait for look-ups, nor look-ups for deliveries.
const POOL_SIZE = 4

/** Starts to tell receivers of changes; ends when disposed, with what it has opened. */
export function startWebhooks(work: WebhookWork): Worker {
  const { database, watch, settings, callers, log } = work
  const stack = new AsyncDisposableStack()
  const now = () => new Date()
  const { url, onQuery } = database
  const db = openDatabase<Tables>({ url, poolSize: POOL_SIZE, ...(onQuery && { onQuery }) })
  stack.defer(() => db.destroy())
  const metrics = stack.use(webhookMetrics(work.metrics, now))
  const { allowed, lookup } = settings
  const limits = { timeoutMs: TIMEOUT_MS, connectionsPerHost: CONNECTIONS_PER_HOST }
  const poster = stack.use(openPoster({ ...limits, allowed, ...(lookup && { lookup }) }))
  const reader = changeReader(db, watch)
  const feedOf = (grants: ReadonlySet<string>) => changeFeed(db, { grants, reader })
  const worker = stack.use(
    startWorker({
      ...{ url, db, poster, feedOf, metrics, callers, log, now, sleep },
      box: secretBox(settings.key),
      chance: Math.random,
    }),
  )
  return { wake: worker.wake, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => {})
