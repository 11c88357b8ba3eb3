import { isKnownError } from '../../../kit/errors.ts'
import type { Secret } from '../../../kit/secret.ts'
import { formatTraceparent } from '../../../kit/telemetry/traceparent.ts'
import type { Tracing } from '../../../kit/telemetry/tracing.ts'
import { UpstreamAnswerInvalid, UpstreamUnreachable } from '../../../nsp/soap/errors.ts'

/** Who asks, and what must stand in no address: addresses are logged on their way. */
export interface FhirAsking {
  /** Sent as Bearer; null for none. */
  readonly token: Secret | null
  /** The person asked about. */
  readonly cpr: string
  readonly signal: AbortSignal
}

/** One request. */
export interface FhirRequest {
  readonly url: URL
  readonly accept: string
  /** Sent by POST as a form; absent is a GET. */
  readonly form?: URLSearchParams
  /** Low in cardinality: what the span is called. */
  readonly spanName: string
}

/** What came back. */
export interface FhirAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
}

/**
 * Sends one request and reads the whole answer.
 *
 * @param maxBytes of the body, as it is after unpacking
 * @throws {UpstreamUnreachable} no connection, a redirect, cut off
 * @throws {UpstreamAnswerInvalid} an answer larger than `maxBytes`
 * @throws {RangeError} for an address that holds the person's number
 * @throws the signal's reason, as soon as it is aborted
 */
export async function exchange(
  request: FhirRequest,
  { token, cpr, signal }: FhirAsking,
  { tracing, maxBytes }: { readonly tracing: Tracing; readonly maxBytes: number },
): Promise<FhirAnswer> {
  if (holdsNumber(request.url, cpr)) {
    throw new RangeError('Cannot call FHIR server: the address holds a person number')
  }
  const attributes = { 'server.address': request.url.host, 'rpc.system': 'fhir' }
  const span = tracing.child('client', request.spanName, { attributes })
  const headers = {
    accept: request.accept,
    traceparent: formatTraceparent(span.ids),
    ...(token && { authorization: `Bearer ${token.reveal()}` }),
  }
  try {
    return await span.run(async () => {
      const method = request.form ? 'POST' : 'GET'
      const how = { method, headers, signal, redirect: 'error' } as const
      const response = await fetch(request.url, {
        ...how,
        ...(request.form && { body: request.form }),
      })
      span.set({ 'http.response.status_code': response.status })
      if (response.status >= 400) span.fail(String(response.status))
      return await answerOf(response, maxBytes)
    })
  } catch (cause) {
    const failure = failureOf(cause, signal)
    span.fail(isKnownError(failure) ? failure.code : 'ABORTED')
    throw failure
  } finally {
    span.end()
  }
}

/** Whether an address holds a person's number, with or without a hyphen. */
export function holdsNumber(url: URL, cpr: string): boolean {
  const spellings = [url.href, decoded(url.href)].map((text) => text.replaceAll('-', ''))
  return spellings.some((text) => text.includes(cpr))
}

// An address that cannot be decoded is looked at as it stands.
function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

async function answerOf(response: Response, maxBytes: number): Promise<FhirAnswer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw new UpstreamAnswerInvalid(`it is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const contentType = response.headers.get('content-type') ?? ''
  return { status: response.status, contentType, body: Buffer.concat(chunks) }
}

function failureOf(cause: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  return isKnownError(cause)
    ? cause
    : new UpstreamUnreachable('no whole answer came back', { cause })
}
