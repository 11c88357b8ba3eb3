import { newTraceIds, parseTraceparent, type TraceIds } from './traceparent.ts'

/** Facts on a span; never a query's text, a variable's value or a URL with a query in it. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>

/** What a span stands for, as OpenTelemetry says it. */
export type SpanKind = 'server' | 'client' | 'internal'

/** One unit of work in a trace. */
export interface Span {
  readonly ids: TraceIds
  /** Runs work of which this span is the parent, also across `await`. */
  run<T>(work: () => T): T
  set(attributes: SpanAttributes): void
  /** @param errorType low in cardinality: a code or a class, never a message */
  fail(errorType: string): void
  /** A second call does nothing. */
  end(): void
}

/** Makes spans; costs next to nothing when nothing is to be exported. */
export interface Tracing extends AsyncDisposable {
  /** The span of a request that came in; continues the caller's trace where it names one. */
  server(name: string, attributes: SpanAttributes, traceparent: string | null | undefined): Span
  /** A child of `parent`, or of the active span; `parent` itself when that is not recorded. */
  child(kind: SpanKind, name: string, options: ChildOptions): Span
  /** A child of the active span for work that has already ended. */
  ended(name: string, options: EndedOptions): void
  /** The active span; null outside one, and always null when nothing is exported. */
  active(): TraceIds | null
}

/** What a child span is made of. */
export interface ChildOptions {
  readonly parent?: Span
  readonly attributes?: SpanAttributes
}

/** Work that was timed by somebody else. */
export interface EndedOptions {
  readonly attributes: SpanAttributes
  readonly durationMs: number
  readonly errorType?: string
}

/** Gives every request its ids, and records nothing. */
export const idsOnly: Tracing = {
  server: (_name, _attributes, traceparent) =>
    unrecorded(newTraceIds(parseTraceparent(traceparent))),
  child: (_kind, _name, { parent }) => parent ?? unrecorded(newTraceIds(null)),
  ended: () => {},
  active: () => null,
  [Symbol.asyncDispose]: async () => {},
}

const unrecorded = (ids: TraceIds): Span => ({
  ids,
  run: (work) => work(),
  set: () => {},
  fail: () => {},
  end: () => {},
})
