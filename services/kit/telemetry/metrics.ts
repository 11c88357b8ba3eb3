import type { Histogram, ObservableCallback } from '@opentelemetry/api'
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider } from '@opentelemetry/sdk-metrics'
import { measureProcess } from './process-metrics.ts'

/** How an operation or a call ended. */
export type Outcome = 'ok' | 'partial' | 'failed' | 'invalid'

/** What this process counts. Labels are few-valued: routes, statuses, codes, and never an identifier. */
export interface Metrics extends AsyncDisposable {
  httpRequest(request: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly durationMs: number
  }): void
  operation(operation: {
    readonly type: string
    readonly outcome: Outcome
    readonly durationMs: number
  }): void
  /** @param change 1 when a subscription begins, -1 when it ends */
  subscriptions(change: 1 | -1): void
  subgraphCall(call: {
    readonly subgraph: string
    readonly outcome: Outcome
    readonly durationMs: number
  }): void
  sql(statement: {
    readonly operation: string
    readonly failed: boolean
    readonly durationMs: number
  }): void
  /**
   * Shows a value whenever the metrics are read, until disposed.
   *
   * @param read gives null where there is nothing to show
   */
  gauge(
    name: string,
    description: string,
    read: () => number | null | Promise<number | null>,
  ): Disposable
  /** @returns to be called for each of what is counted, with few-valued labels */
  counter(name: string, description: string): (labels: Readonly<Record<string, string>>) => void
  /** Everything in the Prometheus text format. */
  text(): Promise<string>
}

// Prometheus is the only reader, so units stand in the names, as its conventions have it.
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** @param resource facts of the process, such as name and version */
export function createMetrics(resource: Readonly<Record<string, string>>): Metrics {
  const exporter = new PrometheusExporter({ preventServerStart: true })
  const provider = new MeterProvider({
    readers: [exporter],
    resource: resourceFromAttributes({ ...resource }),
  })
  const meter = provider.getMeter('fundament')
  const seconds = (name: string, description: string): Histogram =>
    meter.createHistogram(name, {
      description,
      advice: { explicitBucketBoundaries: SECONDS },
    })
  const http = seconds('http.server.request.duration.seconds', 'Requests answered')
  const operations = seconds('graphql.server.operation.duration.seconds', 'GraphQL operations')
  const subgraphs = seconds('graphql.subgraph.call.duration.seconds', 'Calls to subgraphs')
  const subscriptions = meter.createUpDownCounter('graphql.server.subscriptions.active', {
    description: 'Subscriptions that are open',
  })
  const sql = seconds('db.client.operation.duration.seconds', 'SQL statements')
  const stopMeasuring = measureProcess(meter, resource)
  const serializer = new PrometheusSerializer()
  return {
    counter: (name, description) => {
      const counter = meter.createCounter(name, { description })
      return (labels) => counter.add(1, { ...labels })
    },
    httpRequest: ({ method, route, status, durationMs }) =>
      http.record(durationMs / 1_000, {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
      }),
    operation: ({ type, outcome, durationMs }) =>
      operations.record(durationMs / 1_000, { 'graphql.operation.type': type, outcome }),
    subscriptions: (change) => subscriptions.add(change),
    subgraphCall: ({ subgraph, outcome, durationMs }) =>
      subgraphs.record(durationMs / 1_000, { subgraph, outcome }),
    sql: ({ operation, failed, durationMs }) =>
      sql.record(durationMs / 1_000, {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        outcome: failed ? 'failed' : 'ok',
      }),
    gauge: (name, description, read) => {
      const shown = meter.createObservableGauge(name, { description })
      const observe: ObservableCallback = async (result) => {
        const value = await read()
        if (value !== null) result.observe(value)
      }
      shown.addCallback(observe)
      return { [Symbol.dispose]: () => shown.removeCallback(observe) }
    },
    text: async () => serializer.serialize((await exporter.collect()).resourceMetrics),
    [Symbol.asyncDispose]: async () => {
      stopMeasuring()
      await provider.shutdown()
    },
  }
}
