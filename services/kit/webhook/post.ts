import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isKnownError } from '../errors.ts'
import { type AllowedInside, guardedLookup, isAllowedHost, wrongTarget } from '../http/outward.ts'

/** What a receiver made of a delivery. `code` is a short word for logs and callers. */
export type Receipt =
  | { readonly kind: 'received' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly code: string; readonly retryAfterMs: number | null }

/** One attempt. */
export interface Parcel {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Breaks the attempt off. */
  readonly signal: AbortSignal
}

/** Posts deliveries; disposing closes its idle connections. */
export interface Poster extends Disposable {
  /** Any 2xx is received, 410 is gone, redirects are not followed, and nothing is thrown but what is a bug. */
  post(parcel: Parcel): Promise<Receipt>
}

/** How deliveries are posted. */
export interface PosterOptions {
  readonly allowed: AllowedInside
  /** An attempt that takes longer has failed. */
  readonly timeoutMs: number
  /** Connections to one host at most, of all webhooks together. */
  readonly connectionsPerHost: number
  /** Resolves names; the system's own where it is left out. */
  readonly lookup?: LookupFunction
}

/** Most that is read of an answer's body; it is thrown away. */
const MOST_READ_BYTES = 65_536

/** Makes a poster that never connects to an address inside, unless it is allowed. */
export function openPoster(options: PosterOptions): Poster {
  const { allowed, timeoutMs, connectionsPerHost, lookup } = options
  const guarded = guardedLookup(allowed.networks, lookup)
  const pooled = { keepAlive: true, maxSockets: connectionsPerHost }
  const [plain, secure] = [new HttpAgent(pooled), new HttpsAgent(pooled)]
  const send = (parcel: Parcel, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { url, headers, body } = parcel
      const isFree = isAllowedHost(url, allowed)
      const settings = {
        ...{ method: 'POST', headers, signal },
        ...(isFree ? lookup && { lookup } : { lookup: guarded }),
      }
      const sent =
        url.protocol === 'https:'
          ? httpsRequest(url, { ...settings, agent: secure }, resolve)
          : httpRequest(url, { ...settings, agent: plain }, resolve)
      sent.once('error', reject)
      sent.end(body)
    })
  return {
    post: async (parcel) => {
      if (wrongTarget(parcel.url, allowed) !== null) return failed('ADDRESS_INSIDE')
      const late = AbortSignal.timeout(timeoutMs)
      try {
        const response = await send(parcel, AbortSignal.any([parcel.signal, late]))
        await drain(response)
        return receiptOf(response)
      } catch (error) {
        return failed(late.aborted ? 'TIMEOUT' : codeOf(error))
      }
    },
    [Symbol.dispose]: () => {
      plain.destroy()
      secure.destroy()
    },
  }
}

const failed = (code: string, retryAfterMs: number | null = null): Receipt => ({
  ...{ kind: 'failed', code, retryAfterMs },
})

function receiptOf({ statusCode = 0, headers }: IncomingMessage): Receipt {
  if (statusCode >= 200 && statusCode < 300) return { kind: 'received' }
  if (statusCode === 410) return { kind: 'gone' }
  return failed(`HTTP_${statusCode}`, retryAfterMs(headers['retry-after']))
}

/** @returns null where the header is absent or unreadable */
function retryAfterMs(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000
  const until = Date.parse(text)
  return Number.isNaN(until) ? null : Math.max(0, until - Date.now())
}

/** The status says it all; the body is read only so that the connection can be used again. */
async function drain(response: IncomingMessage): Promise<void> {
  let read = 0
  try {
    for await (const chunk of response) {
      read += chunk.length
      if (read > MOST_READ_BYTES) response.destroy()
    }
  } catch {
    response.destroy()
  }
}

const TLS_CODE =
  /^(CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/

/** Few-valued, and without what the receiver or its resolver said. */
function codeOf(error: unknown): string {
  if (isKnownError(error)) return error.code
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'HOST_UNKNOWN'
  return TLS_CODE.test(code) ? 'TLS_FAILED' : 'CONNECTION_FAILED'
}
