import type { QueryEvent } from '../database.ts'
import { askedTracing } from './asked-tracing.ts'
import type { TelemetryConfig } from './config.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { idsOnly, type Tracing } from './tracing.ts'

/** How a process is seen from outside. Disposing it sends what is left. */
export interface Telemetry extends AsyncDisposable {
  readonly tracing: Tracing
  readonly metrics: Metrics
  /** A trace of the last ones as a tree of its spans, one a line; null where it is not held. */
  treeOf(traceId: string): string | null
  /** Trace ids for every log line: the `context` of `createLog()`. */
  logContext(): Readonly<Record<string, string>>
  /** A span and a measurement of every SQL statement: the `onQuery` of `openDatabase()`. */
  onQuery(event: QueryEvent): void
}

/** @param version of the build, as metrics and spans tell it */
export async function startTelemetry(config: TelemetryConfig, version: string): Promise<Telemetry> {
  const resource = { 'service.name': config.serviceName, 'service.version': version }
  const { tracing, treeOf } = await startTracing(config, resource)
  const metrics = createMetrics(resource)
  return {
    ...{ tracing, metrics, treeOf },
    logContext: () => {
      const ids = tracing.active()
      return ids ? { trace_id: ids.traceId, span_id: ids.spanId } : {}
    },
    onQuery: (event) => observeQuery({ tracing, metrics }, event),
    [Symbol.asyncDispose]: async () => {
      await tracing[Symbol.asyncDispose]()
      await metrics[Symbol.asyncDispose]()
    },
  }
}

type Recording = Pick<Telemetry, 'tracing' | 'treeOf'>

// What records takes longer to load than the rest of the kit, so it is loaded where it is used.
async function startTracing(
  { traces, kept }: TelemetryConfig,
  resource: Readonly<Record<string, string>>,
): Promise<Recording> {
  if (!traces && kept === 0) return { tracing: idsOnly, treeOf: () => null }
  const { recordedTracing } = await import('./recorded-tracing.ts')
  const { keptTraces } = await import('./kept-traces.ts')
  const last = keptTraces(kept)
  const processors = kept > 0 ? [last.processor] : []
  const { treeOf } = last
  if (!traces) {
    return { tracing: askedTracing(recordedTracing({ ratio: 0, resource, processors })), treeOf }
  }
  const { otlpProcessor } = await import('./otlp-tracing.ts')
  const everyone = [otlpProcessor(traces), ...processors]
  return { tracing: recordedTracing({ ...traces, resource, processors: everyone }), treeOf }
}

function observeQuery(
  { tracing, metrics }: { readonly tracing: Tracing; readonly metrics: Metrics },
  { sql, durationMs, error }: QueryEvent,
): void {
  const operation = operationOf(sql)
  metrics.sql({ operation, failed: error !== undefined, durationMs })
  tracing.ended(operation, {
    durationMs,
    attributes: {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.query.text': sql.slice(0, 2_000),
    },
    ...(error === undefined ? {} : { errorType: 'sql' }),
  })
}

const OPERATIONS = ['select', 'insert', 'update', 'delete', 'with', 'begin', 'commit', 'rollback']

// Of a closed set, so that no text of a statement becomes a label.
const operationOf = (sql: string): string => {
  const word = /^[\s(]*([a-z]+)/i.exec(sql)?.[1]?.toLowerCase()
  return OPERATIONS.find((operation) => operation === word) ?? 'other'
}
