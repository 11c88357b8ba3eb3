import type { Callers } from '../../kit/callers.ts'
import type { Log } from '../../kit/log.ts'
import type { Secret } from '../../kit/secret.ts'
import type { ChangeFeed } from '../domain/change/change-feed.ts'
import type { DeliverOptions } from './deliver.ts'
import type { WebhookMetrics } from './webhook-metrics.ts'

/** How one process tells all receivers. Times of the wall clock come of `now` and `sleep`. */
export interface WorkerOptions extends Omit<DeliverOptions, 'metrics' | 'signal'> {
  readonly url: Secret
  readonly callers: Pick<Callers, 'named'>
  /** @param grants of the caller that is told */
  readonly feedOf: (grants: ReadonlySet<string>) => ChangeFeed
  readonly metrics: WebhookMetrics
  /** Resolves after the time, and at once when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  /** Changes read at a time. */
  readonly pageSize?: number
  /** Deliveries of one webhook that wait at most; what follows stays in the feed. */
  readonly mostWaiting?: number
}
