import type { ReportBug } from '../graphql-errors.ts'
import { describeError, type Log } from '../log.ts'
import type { Span } from '../telemetry/tracing.ts'

/**
 * Logs bugs without the long numbers that a message may quote.
 *
 * @param span of the request in which they happen; absent where that is not known
 */
export const bugReporter =
  (log: Log, span?: Span): ReportBug =>
  (bug) => {
    const err = withoutLongNumbers(describeError(bug), 8)
    const trace = span && { trace_id: span.ids.traceId, span_id: span.ids.spanId }
    log.error({ err, ...trace }, 'Bug while answering a request')
    return span?.ids.traceId ?? null
  }

// An unforeseen message may hold a value that came from outside, and a long number in it may name a person.
function withoutLongNumbers(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) {
    return String(value).replaceAll(/\d{6}[ -]?\d{4,}/g, '[number]')
  }
  if (depth === 0) return '[deep]'
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(
    entries.map(([key, item]) => [key, withoutLongNumbers(item, depth - 1)]),
  )
}
