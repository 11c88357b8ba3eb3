import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A delivery as a receiver gets it. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly event: {
    readonly id: string
    readonly revision: number
    readonly kind: string
    readonly subjectType: string
    readonly subjectId: string
  }
}

/** Answers one delivery; left without an answer it hangs. */
export type Answering = (received: Received, response: ServerResponse) => void

/** A receiver on a free port of this machine. */
export interface Receiver extends AsyncDisposable {
  readonly url: string
  /** Everything that came in, answered or not. */
  readonly received: Received[]
  /** What was answered with 204, as `revision-ordinal`. */
  readonly taken: string[]
  answering: Answering
  /** Takes no connections any more, until it is opened again on the same port. */
  close(): Promise<void>
  open(): Promise<void>
}

export const take: Answering = (_received, response) => void response.writeHead(204).end()

export const answer =
  (status: number, headers: Record<string, string> = {}): Answering =>
  (_received, response) =>
    void response.writeHead(status, headers).end()

export const hang: Answering = () => {}

/** @param path with query, as subscribed */
export async function openReceiver(path = '/hook'): Promise<Receiver> {
  let port = 0
  let server = createServer()
  const receiver: Receiver = {
    get url() {
      return `http://127.0.0.1:${port}${path}`
    },
    received: [],
    taken: [],
    answering: take,
    open: async () => {
      server = createServer(async (request, response) => {
        const body = await text(request).catch(() => '')
        if (body === '') return
        const received = { headers: request.headers, body, event: JSON.parse(body) }
        receiver.received.push(received)
        response.once('finish', () => {
          if (response.statusCode === 204) receiver.taken.push(received.event.id)
        })
        receiver.answering(received, response)
      })
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      port = (server.address() as AddressInfo).port
    },
    close: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
    [Symbol.asyncDispose]: () => receiver.close(),
  }
  await receiver.open()
  return receiver
}
