import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type SentSpan, spansOf } from './otlp-spans.ts'

/** Takes spans over OTLP/HTTP as a collector does, and keeps them. */
export interface OtlpSink extends AsyncDisposable {
  readonly endpoint: URL
  readonly spans: readonly SentSpan[]
  /** Everything that came in, as bytes, to look for what should not be there. */
  readonly bytes: () => Buffer
}

/** Starts a sink on a free port. */
export async function startOtlpSink(): Promise<OtlpSink> {
  const bodies: Buffer[] = []
  const spans: SentSpan[] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    bodies.push(body)
    if (request.url === '/v1/traces') spans.push(...spansOf(body))
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: new URL(`http://127.0.0.1:${port}`),
    spans,
    bytes: () => Buffer.concat(bodies),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
