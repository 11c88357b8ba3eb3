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
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  ParentBasedSampler,
  type SpanProcessor,
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

/** What is recorded, and who is told of it. */
export interface RecordingOptions {
  /** 0..1 of the traces that start here; a trace that a caller started follows its decision. */
  readonly ratio: number
  readonly resource: Readonly<Record<string, string>>
  readonly processors: readonly SpanProcessor[]
}

/** Spans that are recorded by OpenTelemetry's own SDK. Flushes when disposed. */
export const recordedTracing = ({ ratio, resource, processors }: RecordingOptions): Tracing =>
  new RecordedTracing(
    new TracerProvider({
      resource: resourceFromAttributes({ ...resource }),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
      spanProcessors: [...processors],
    }),
  )

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
