import { SpanStatusCode } from '@opentelemetry/api'
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace'

/** The last traces of this process, for a look without a collector. */
export interface KeptTraces {
  /** By the trace's id: its spans as a tree, one a line; null where it is not held, or not any more. */
  treeOf(traceId: string): string | null
  readonly processor: SpanProcessor
}

/** Of one trace; what comes after is counted and told. */
const MOST_SPANS = 2_000

interface Trace {
  readonly spans: ReadableSpan[]
  left: number
}

/** @param most traces that are held; the oldest gives way */
export function keptTraces(most: number): KeptTraces {
  const traces = new Map<string, Trace>()
  const take = (span: ReadableSpan): void => {
    const { traceId } = span.spanContext()
    const trace = traces.get(traceId) ?? { spans: [], left: 0 }
    if (trace.spans.length < MOST_SPANS) trace.spans.push(span)
    else trace.left += 1
    traces.set(traceId, trace)
    const [oldest] = traces.keys()
    if (traces.size > most && oldest !== undefined) traces.delete(oldest)
  }
  return {
    treeOf: (traceId) => {
      const trace = traces.get(traceId)
      return trace ? written(trace) : null
    },
    processor: {
      onStart: () => {},
      onEnd: take,
      forceFlush: async () => {},
      shutdown: async () => traces.clear(),
    },
  }
}

function written({ spans, left }: Trace): string {
  const ids = new Set(spans.map((span) => span.spanContext().spanId))
  const parentOf = ({ parentSpanContext }: ReadableSpan): string | null =>
    parentSpanContext && ids.has(parentSpanContext.spanId) ? parentSpanContext.spanId : null
  const children = Map.groupBy(
    spans.toSorted((one, other) => millis(one.startTime) - millis(other.startTime)),
    parentOf,
  )
  const lines: string[] = []
  const write = (parent: string | null, indent: string): void => {
    for (const span of children.get(parent) ?? []) {
      lines.push(`${indent}${lineOf(span)}`)
      write(span.spanContext().spanId, `${indent}  `)
    }
  }
  write(null, '')
  if (left > 0) lines.push(`and ${left} more`)
  return lines.map((line) => `${line}\n`).join('')
}

// Statements of SQL and the like are left to a collector; a status and a peer tell what a span is about.
const SHOWN = ['rpc.service', 'http.response.status_code', 'error.type'] as const

function lineOf(span: ReadableSpan): string {
  const { name, attributes, status } = span
  const facts = SHOWN.flatMap((key) => (attributes[key] === undefined ? [] : [attributes[key]]))
  const failed = status.code === SpanStatusCode.ERROR ? ['failed'] : []
  return [name, `${millis(span.duration).toFixed(1)} ms`, ...failed, ...facts].join('  ')
}

const millis = ([seconds, nanos]: readonly [number, number]): number => seconds * 1e3 + nanos / 1e6
