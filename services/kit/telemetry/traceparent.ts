import { randomBytes } from 'node:crypto'

/** Names one span of one trace. */
export interface TraceIds {
  /** 32 lower-case hexadecimal digits. */
  readonly traceId: string
  /** 16 lower-case hexadecimal digits. */
  readonly spanId: string
  /** Whether whoever started the trace records it. */
  readonly sampled: boolean
}

const FORM = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/

/**
 * Reads a `traceparent` header.
 *
 * @returns null when absent or malformed: then a new trace is started, as the standard asks
 * @see W3C Trace Context, level 2
 */
export function parseTraceparent(header: string | null | undefined): TraceIds | null {
  const [, traceId = '', spanId = '', flags = ''] = FORM.exec(header ?? '') ?? []
  if (!/[^0]/.test(traceId) || !/[^0]/.test(spanId) || header?.startsWith('ff')) return null
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/** Writes a `traceparent` header of version 00. */
export const formatTraceparent = ({ traceId, spanId, sampled }: TraceIds): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`

/** A new span of the caller's trace, or of a new one; nothing records it. */
export const newTraceIds = (parent: TraceIds | null): TraceIds => ({
  traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
  spanId: randomBytes(8).toString('hex'),
  sampled: parent?.sampled ?? false,
})
