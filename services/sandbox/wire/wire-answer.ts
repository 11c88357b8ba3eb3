import type { IncomingHttpHeaders, ServerResponse } from 'node:http'

/** A request of HTTP whose body has been read. */
export interface WireRequest {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** An answer of HTTP that has been written. */
export interface WireAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer of text. */
export const textAnswer = (status: number, contentType: string, text: string): WireAnswer => ({
  ...{ status, contentType, body: Buffer.from(text) },
})

/** Sends an answer as a whole. */
export function send(response: ServerResponse, answer: WireAnswer): void {
  const { status, contentType, body, headers } = answer
  const length = String(body.length)
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': length,
    ...headers,
  })
  response.end(body)
}
