import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace'

/** Where spans go. */
export interface OtlpOptions {
  /** The collector's base; spans are posted to `v1/traces` below it. */
  readonly endpoint: URL
  /** Spans wait this long for company, in milliseconds. Default 5000. */
  readonly delayMs?: number
}

/** Exports spans over OTLP/HTTP in protocol buffers, in batches. */
export const otlpProcessor = ({ endpoint, delayMs = 5_000 }: OtlpOptions): SpanProcessor =>
  new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({ url: tracesUrl(endpoint).href }),
    scheduledDelayMillis: delayMs,
  })

const tracesUrl = (endpoint: URL): URL =>
  new URL('v1/traces', endpoint.href.endsWith('/') ? endpoint : `${endpoint.href}/`)
