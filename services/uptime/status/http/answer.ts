import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, Response } from 'express'
import { etagOf, isNotModified } from '../../../kit/http/etag.ts'

/** What is sent, ready to be sent to many. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: Buffer
  readonly etag: string
  /** Milliseconds since 1970; null where it is not known. */
  readonly lastModified: number | null
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>
}

export const HTML = 'text/html; charset=utf-8'

/** Makes an answer of a text. */
export function answerOf(
  text: string,
  other: Omit<Answer, 'body' | 'etag' | 'status'> & { readonly status?: number },
): Answer {
  const body = Buffer.from(text)
  return { status: 200, ...other, body, etag: etagOf([other.type, text]) }
}

const CONTENT_SECURITY = [
  "default-src 'none'",
  ...['style-src', 'font-src', 'img-src'].map((kind) => `${kind} 'self'`),
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ')

/** For so many seconds an answer that everybody may see is good enough for the next one, too. */
const SHARED_SECONDS = 5

/** Sends an answer, or says that the one who asks has it already. */
export async function send(
  request: Request,
  response: Response,
  { answer, isShared }: { readonly answer: Answer; readonly isShared: boolean },
): Promise<void> {
  const { status, type, etag, lastModified, headers = {} } = answer
  response.set({
    'content-security-policy': CONTENT_SECURITY,
    vary: 'authorization, accept-language, accept-encoding',
    'cache-control':
      isShared && status === 200 ? `public, max-age=${SHARED_SECONDS}` : 'private, no-store',
    ...headers,
  })
  if (status === 200) {
    response.set('etag', etag)
    if (lastModified !== null) response.set('last-modified', new Date(lastModified).toUTCString())
    if (isHeld(request, etag, lastModified)) return void response.status(304).end()
  }
  response.status(status).set('content-type', type)
  const { body, encoding } = await encoded(request, answer)
  if (encoding) response.set('content-encoding', encoding)
  response.end(body)
}

function isHeld(request: Request, etag: string, lastModified: number | null): boolean {
  if (request.get('if-none-match') !== undefined) return isNotModified(request, etag)
  const since = Date.parse(request.get('if-modified-since') ?? '')
  // HTTP counts in seconds.
  return lastModified !== null && Math.floor(lastModified / 1_000) * 1_000 <= since
}

const TOO_SHORT = 1_000

const compressed = new WeakMap<Answer, Map<string, Promise<Buffer>>>()

/** Compresses an answer once, however often it is sent. */
async function encoded(request: Request, answer: Answer) {
  const wanted = request.acceptsEncodings('br', 'gzip', 'identity')
  if (answer.body.length < TOO_SHORT || (wanted !== 'br' && wanted !== 'gzip')) {
    return { body: answer.body, encoding: null }
  }
  const known = compressed.get(answer) ?? new Map<string, Promise<Buffer>>()
  compressed.set(answer, known)
  const body = known.get(wanted) ?? COMPRESS[wanted](answer.body)
  known.set(wanted, body)
  return { body: await body, encoding: wanted }
}

const COMPRESS = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 5 }),
} as const
