import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PlatformProfile } from '../../../services/nsp/platform/profile.ts'
import { readEnvelope, type SoapEnvelope } from '../../../services/nsp/soap/envelope.ts'
import { readPayload } from '../../../services/nsp/soap/read-multipart.ts'
import { httpAction } from '../../../services/sandbox/wire/heard-message.ts'

/** Stands between a client and the platform and keeps each message that is sent. */
export interface Capture extends AsyncDisposable {
  /** The profile that it was given, with all services behind it. */
  readonly profile: PlatformProfile
  readonly sent: SentMessage[]
}

/** One of them. */
export interface SentMessage {
  readonly envelope: SoapEnvelope
  /** SOAPAction, or the action of SOAP 1.2's media type. */
  readonly action: string
}

/** Starts on a free port of loopback. */
export async function startCapture(profile: PlatformProfile): Promise<Capture> {
  const sent: SentMessage[] = []
  const [root] = Object.values(profile.services)
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request)
    const type = request.headers['content-type'] ?? ''
    if (/xml|multipart/.test(type)) {
      const envelope = readEnvelope(readPayload(type, body).envelope)
      sent.push({ envelope, action: httpAction(request.headers) ?? '' })
    }
    const { host: _host, connection: _connection, ...headers } = request.headers
    const answer = await fetch(new URL(request.url ?? '/', root), {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(request.method === 'GET' ? {} : { body: new Uint8Array(body) }),
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    sent,
    profile: {
      ...profile,
      dcc: null,
      services: Object.fromEntries(
        Object.entries(profile.services).map(([name, { pathname }]) => [
          name,
          new URL(pathname, base),
        ]),
      ),
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
