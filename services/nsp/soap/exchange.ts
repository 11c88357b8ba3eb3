import { type Agent, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
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
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number
  readonly contentType: string | null
  readonly body: Buffer
}

/**
 * Sends a POST and reads the whole answer; redirects are not followed.
 *
 * @throws {UpstreamUnreachable} no connection, no HTTP, cut off
 * @throws {UpstreamAnswerInvalid} a larger answer than is read
 * @throws the signal's reason, as soon as it is aborted
 */
export async function exchange(post: HttpPost): Promise<HttpAnswer> {
  const { signal, maxBytes } = post
  signal?.throwIfAborted()
  try {
    const response = await sent(post)
    const body = await collected(response, maxBytes)
    const contentType = response.headers['content-type'] ?? null
    return { status: response.statusCode ?? 0, contentType, body }
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    if (cause instanceof UpstreamAnswerInvalid) throw cause
    throw new UpstreamUnreachable(stateOf(cause), { cause })
  }
}

const sent = ({ url, headers, body, agent, signal }: HttpPost): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? secureRequest : plainRequest
    const options = { method: 'POST', agent, headers, ...(signal ? { signal } : {}) }
    request(url, options, resolve).on('error', reject).end(body)
  })

async function collected(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new UpstreamAnswerInvalid(`it is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)
}

// Of the system's own error only its kind is told: its text may hold more of the answer than anybody shall read.
function stateOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ECONNRESET') return 'the connection was cut off'
  if (code.startsWith('HPE_')) return 'what it sends is no HTTP'
  return 'there is no connection'
}
