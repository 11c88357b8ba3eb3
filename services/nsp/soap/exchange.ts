import { type Agent, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { restOf, type StreamWish } from '../xml/stream.ts'
import { UpstreamAnswerInvalid, UpstreamUnreachable } from './errors.ts'

/** One POST over HTTP. */
export interface HttpPost {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The most of an answer that is read. */
  readonly maxBytes: number
  readonly agent: Agent
  readonly signal: AbortSignal | undefined
  /** What is handed over while the answer comes, where that is plain XML. */
  readonly streamed?: StreamWish | undefined
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number
  readonly contentType: string | null
  readonly content: Buffer | StreamedContent
}

/** What is left of an answer whose wanted elements have been handed over. */
export interface StreamedContent {
  readonly root: XmlElement
}

/**
 * Sends a POST and reads the answer, whole or as it comes; redirects are not followed.
 *
 * @throws {UpstreamUnreachable} no connection, no HTTP, cut off
 * @throws {UpstreamAnswerInvalid} a larger answer than is read; for what is streamed and no XML that is taken
 * @throws the signal's reason, as soon as it is aborted
 */
export async function exchange(post: HttpPost): Promise<HttpAnswer> {
  const { signal } = post
  signal?.throwIfAborted()
  try {
    const response = await sent(post)
    const contentType = response.headers['content-type'] ?? null
    const content = await contentOf(response, contentType, post)
    return { status: response.statusCode ?? 0, contentType, content }
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    if (cause instanceof UpstreamAnswerInvalid) throw cause
    if (cause instanceof XmlRefused) throw new UpstreamAnswerInvalid(UNREADABLE, { cause })
    throw new UpstreamUnreachable(stateOf(cause), { cause })
  }
}

const sent = ({ url, headers, body, agent, signal }: HttpPost): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? secureRequest : plainRequest
    const options = { method: 'POST', agent, headers, ...(signal ? { signal } : {}) }
    request(url, options, resolve).on('error', reject).end(body)
  })

// An envelope among other parts is small, and those are read whole.
const UNREADABLE = 'it cannot be read as it comes'

async function contentOf(
  response: IncomingMessage,
  contentType: string | null,
  { streamed, maxBytes }: HttpPost,
): Promise<HttpAnswer['content']> {
  const isXml = /^\s*(text\/xml|application\/soap\+xml)\b/i.test(contentType ?? '')
  if (streamed && isXml && response.statusCode === 200) {
    return { root: await restOf(within(response, maxBytes * STREAMED_TIMES), streamed) }
  }
  const chunks: Buffer[] = []
  for await (const chunk of within(response, maxBytes)) chunks.push(chunk)
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/** What is not held may be so many times as large. */
const STREAMED_TIMES = 8

async function* within(response: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new UpstreamAnswerInvalid(`it is larger than ${maxBytes} bytes`)
    yield chunk
  }
}

// Of the system's own error only its kind is told: its text may hold more of the answer than anybody shall read.
function stateOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ECONNRESET') return 'the connection was cut off'
  if (code.startsWith('HPE_')) return 'what it sends is no HTTP'
  return 'there is no connection'
}
