import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Telemetry } from '../telemetry/telemetry.ts'
import { formatTraceparent } from '../telemetry/traceparent.ts'
import type { Span } from '../telemetry/tracing.ts'

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])
// The caller went away before there was an answer; no standard status says so.
const GONE = 499

const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

const spans = new WeakMap<object, Span>()
const measurements = new WeakMap<object, () => void>()

/** The span of a request that `edge()` has let in. */
export function spanOf(request: object): Span {
  const span = spans.get(request)
  if (!span) throw new TypeError('Cannot trace request: it did not come in by an edge')
  return span
}

/** Ends what is measured of a request that has become a stream, which may last for hours. */
export const beginStreamOf = (request: object): void => measurements.get(request)?.()

/**
 * The outermost step of a route: its span, its measurement, its headers.
 *
 * @param route low in cardinality, such as `/graphql`; the request's own path and query are recorded nowhere
 */
export function edge(
  { tracing, metrics }: Pick<Telemetry, 'tracing' | 'metrics'>,
  route: string,
): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const startedAt = performance.now()
    const method = METHODS.has(request.method) ? request.method : '_OTHER'
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      'url.scheme': request.protocol,
    }
    const span = tracing.server(`${method} ${route}`, attributes, request.get('traceparent'))
    spans.set(request, span)
    response.set(SECURITY_HEADERS)
    response.set('traceparent', formatTraceparent(span.ids))
    let isMeasured = false
    const measure = (status: number): void => {
      if (isMeasured) return
      isMeasured = true
      metrics.httpRequest({ method, route, status, durationMs: performance.now() - startedAt })
      span.set({ 'http.response.status_code': status })
      if (status >= 500) span.fail(String(status))
      span.end()
    }
    measurements.set(request, () => measure(200))
    response.once('close', () => measure(response.writableFinished ? response.statusCode : GONE))
    span.run(next)
  }
}
