import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  SpanKind as OtelKind,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { parseTraceparent, type TraceIds } from './traceparent.ts'
import type {
  ChildOptions,
  EndedOptions,
  Span,
  SpanAttributes,
  SpanKind,
  Tracing,
} from './tracing.ts'

/** Where spans go, and how many of them. */
export interface OtlpOptions {
  /** The collector's base; spans are posted to `v1/traces` below it. */
  readonly endpoint: URL
  /** 0..1 of the traces that start here; a trace that a caller started follows its decision. */
  readonly ratio: number
  readonly resource: Readonly<Record<string, string>>
  /** Spans wait this long for company, in milliseconds. Default 5000. */
  readonly delayMs?: number
}

/** Spans that are exported over OTLP/HTTP in protocol buffers, in batches. Flushes when disposed. */
export function otlpTracing({ endpoint, ratio, resource, delayMs = 5_000 }: OtlpOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: tracesUrl(endpoint).href })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ ...resource }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: delayMs })],
  })
  return new RecordedTracing(provider)
}

const tracesUrl = (endpoint: URL): URL =>
  new URL('v1/traces', endpoint.href.endsWith('/') ? endpoint : `${endpoint.href}/`)

class RecordedTracing implements Tracing {
  readonly #provider: TracerProvider
  readonly #tracer: Tracer
  // Of its own and not the API's global, so that two services in one process keep apart.
  readonly #active = new AsyncLocalStorage<Context>()

  constructor(provider: TracerProvider) {
    this.#provider = provider
    this.#tracer = provider.getTracer('fundament')
  }

  server(name: string, attributes: SpanAttributes, traceparent: string | null | undefined): Span {
    const parent = parseTraceparent(traceparent)
    const context = parent
      ? trace.setSpanContext(ROOT_CONTEXT, toSpanContext(parent))
      : ROOT_CONTEXT
    return this.#start(name, OtelKind.SERVER, { attributes, context })
  }

  child(kind: SpanKind, name: string, { parent, attributes = {} }: ChildOptions): Span {
    if (parent && !(parent instanceof RecordedSpan && parent.isRecording)) return parent
    const context = parent?.context ?? this.#active.getStore() ?? ROOT_CONTEXT
    return this.#start(name, KINDS[kind], { attributes, context })
  }

  ended(name: string, { attributes, durationMs, errorType }: EndedOptions): void {
    const context = this.#active.getStore()
    if (!context || !trace.getSpan(context)?.isRecording()) return
    const endTime = performance.timeOrigin + performance.now()
    const startTime = endTime - durationMs
    const options = { kind: OtelKind.CLIENT, attributes: { ...attributes }, startTime }
    const span = this.#tracer.startSpan(name, options, context)
    if (errorType) markFailed(span, errorType)
    span.end(endTime)
  }

  active(): TraceIds | null {
    const context = this.#active.getStore()
    const span = context && trace.getSpan(context)
    return span ? idsOf(span) : null
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#provider.shutdown()
  }

  #start(
    name: string,
    kind: OtelKind,
    { attributes, context }: { readonly attributes: SpanAttributes; readonly context: Context },
  ): Span {
    const span = this.#tracer.startSpan(name, { kind, attributes: { ...attributes } }, context)
    return new RecordedSpan(span, trace.setSpan(context, span), this.#active)
  }
}

class RecordedSpan implements Span {
  readonly ids: TraceIds
  readonly context: Context
  readonly #span: OtelSpan
  readonly #active: AsyncLocalStorage<Context>

  constructor(span: OtelSpan, context: Context, active: AsyncLocalStorage<Context>) {
    this.ids = idsOf(span)
    this.context = context
    this.#span = span
    this.#active = active
  }

  get isRecording(): boolean {
    return this.#span.isRecording()
  }

  run<T>(work: () => T): T {
    return this.#active.run(this.context, work)
  }

  set(attributes: SpanAttributes): void {
    this.#span.setAttributes({ ...attributes })
  }

  fail(errorType: string): void {
    markFailed(this.#span, errorType)
  }

  end(): void {
    if (this.#span.isRecording()) this.#span.end()
  }
}

const KINDS = {
  server: OtelKind.SERVER,
  client: OtelKind.CLIENT,
  internal: OtelKind.INTERNAL,
} as const

function markFailed(span: OtelSpan, errorType: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR })
  span.setAttribute('error.type', errorType)
}

function idsOf(span: OtelSpan): TraceIds {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) === TraceFlags.SAMPLED }
}

const toSpanContext = ({ traceId, spanId, sampled }: TraceIds) => ({
  traceId,
  spanId,
  traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
  isRemote: true,
})
