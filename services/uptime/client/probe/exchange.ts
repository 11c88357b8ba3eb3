import { type IncomingMessage, request as requestHttp } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { checkLiteral, lookupFor } from './address.ts'
import { checkCertificate, daysLeftOf, trusted } from './certificate.ts'
import { ProbeFailure } from './finding.ts'
import { networkFailure } from './network-failure.ts'
import type { ProbeSurroundings } from './surroundings.ts'

/** One request of a probe. */
export interface Question {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What came back. */
export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Milliseconds from the first step to the end of the body. */
  readonly latencyMs: number
  readonly certificateDaysLeft: number | null
}

/**
 * Asks once, on a connection of its own: a probe that goes over a connection which is already open does not notice that no
 * new one can be made. Redirects are not followed.
 *
 * @throws {ProbeFailure} where nothing whole comes back, or over TLS by somebody who is not trusted
 */
export async function exchange(question: Question, around: ProbeSurroundings): Promise<Answer> {
  const startedAt = performance.now()
  try {
    const { message, certificateDaysLeft } = await answerTo(question, around)
    const body = await bodyOf(message)
    return {
      status: message.statusCode ?? 0,
      headers: headersOf(message),
      body,
      latencyMs: performance.now() - startedAt,
      certificateDaysLeft,
    }
  } catch (error) {
    throw networkFailure(error, around.signal)
  }
}

interface Begun {
  readonly message: IncomingMessage
  readonly certificateDaysLeft: number | null
}

function answerTo(question: Question, around: ProbeSurroundings): Promise<Begun> {
  const url = new URL(question.url)
  checkLiteral(url.hostname, around)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    let certificateDaysLeft: number | null = null
    const sending = send(url, optionsFor(question, around), (message) =>
      resolve({ message, certificateDaysLeft }),
    )
    sending.once('error', reject)
    sending.once('socket', (socket) => {
      socket.once('secureConnect', () => {
        try {
          certificateDaysLeft = judged(socket as TLSSocket, around.now())
        } catch (error) {
          sending.destroy(error as ProbeFailure)
        }
      })
    })
    sending.end(question.body)
  })
}

function judged(socket: TLSSocket, now: Date): number | null {
  checkCertificate(socket, now)
  return daysLeftOf(socket, now)
}

const optionsFor = (
  { method = 'GET', headers = {}, body = '' }: Question,
  around: ProbeSurroundings,
): RequestOptions => ({
  method,
  signal: around.signal,
  agent: false,
  lookup: lookupFor(around),
  headers: {
    'user-agent': 'fundament-uptime',
    ...(body ? { 'content-length': Buffer.byteLength(body) } : {}),
    ...headers,
  },
  ...trusted(around),
})

const MOST_BODY = 1_048_576

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BODY) {
      throw new ProbeFailure('BODY', `The body is larger than ${MOST_BODY} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const headersOf = ({ headers }: IncomingMessage): Answer['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
