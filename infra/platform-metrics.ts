import type { Metrics } from '../services/kit/telemetry/metrics.ts'
import type { CallOutcome } from '../services/nsp/platform/call-outcome.ts'
import type { TokenObserver } from '../services/nsp/sts/tokens.ts'

/** Counts what goes to the platform, by service and by kind of token, never by who asks. */
export function platformMetrics(metrics: Pick<Metrics, 'counter'>): {
  readonly tokenObserver: TokenObserver
  readonly onMessage: (outcome: CallOutcome) => void
} {
  const tokens = metrics.counter(
    'platform.tokens',
    'Id cards and identity tokens that calls were given or that were renewed, by kind and outcome',
  )
  const messages = metrics.counter(
    'platform.messages',
    'Messages to services of the platform, by service and outcome',
  )
  return {
    tokenObserver: { onToken: (kind, outcome) => tokens({ kind, outcome }) },
    onMessage: ({ service, isFailure, code }) =>
      messages({ service, outcome: isFailure ? 'failed' : code === null ? 'ok' : 'refused' }),
  }
}
