import type { Metrics } from '../../kit/telemetry/metrics.ts'
import type { OutboxFigures } from '../store/webhooks/attempts.ts'

/** What is counted of webhooks. Labels are outcomes only, never a webhook, a caller or a host. */
export interface WebhookMetrics extends Disposable {
  /** One attempt, by what came of it. */
  delivery(outcome: 'received' | 'failed' | 'gone' | 'dead'): void
  /** What waits now; null in a process that does not deliver. */
  outbox(figures: OutboxFigures | null): void
}

/** @param now stands in for the clock */
export function webhookMetrics(
  metrics: Pick<Metrics, 'counter' | 'gauge'>,
  now: () => Date,
): WebhookMetrics {
  const attempt = metrics.counter('webhook.deliveries', 'Attempts to deliver an event, by outcome')
  let figures: OutboxFigures | null = null
  const ageOfOldest = (): number | null => {
    if (figures === null) return null
    const { oldestPutAt } = figures
    return oldestPutAt === null ? 0 : Math.max(0, now().getTime() - Date.parse(oldestPutAt)) / 1_000
  }
  const gauges = [
    metrics.gauge('webhook.waiting', 'Deliveries that wait', () => figures?.waiting ?? null),
    metrics.gauge('webhook.dead.letters', 'Deliveries given up', () => figures?.dead ?? null),
    metrics.gauge(
      'webhook.oldest.waiting.age.seconds',
      'Age of the oldest delivery that waits',
      ageOfOldest,
    ),
  ]
  return {
    delivery: (outcome) => attempt({ outcome }),
    outbox: (found) => {
      figures = found
    },
    [Symbol.dispose]: () => {
      for (const gauge of gauges) gauge[Symbol.dispose]()
    },
  }
}
