import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { refuse, type SocketRoute } from './socket-route.ts'

/** An HTTP server that is listening. */
export interface Listener extends AsyncDisposable {
  readonly port: number
  /** With the host it was bound to, and no path. */
  readonly url: URL
  /** Takes no more requests and waits for those in flight; what is left after `graceMs` is cut. */
  close(graceMs: number): Promise<void>
}

/** Where to listen. */
export interface ListenOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  /** Take over connections, each on a path of its own; other paths refuse to be upgraded. */
  readonly sockets?: readonly SocketRoute[]
}

const REQUEST_TIMEOUT_MS = 30_000
// Longer than the idle time of proxies and of our own clients, so that it is never the server that closes first.
const KEEP_ALIVE_MS = 75_000
const GRACE_MS = 4_000
const IDLE_CHECK_MS = 20

/** @throws what the system says, such as EADDRINUSE */
export async function listen(
  handler: RequestListener,
  { host, port, sockets = [] }: ListenOptions,
): Promise<Listener> {
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    handler,
  )
  server.on('upgrade', (request, socket, head) => {
    const path = request.url?.split('?', 1)[0]
    const route = sockets.find((one) => one.path === path)
    if (route) route.upgrade(request, socket, head)
    else refuse(socket, '404 Not Found', '')
  })
  server.listen(port, host)
  await once(server, 'listening')
  const bound = (server.address() as AddressInfo).port
  const close = async (graceMs: number): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    // Streams would go on for ever, and are told.
    for (const route of sockets) void route.close()
    // A connection that becomes idle later would otherwise be kept for its next request.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    await closed
    clearInterval(idle)
    clearTimeout(cut)
  }
  const shown = host.includes(':') ? `[${host}]` : host
  return {
    port: bound,
    url: new URL(`http://${shown}:${bound}`),
    close,
    [Symbol.asyncDispose]: () => close(GRACE_MS),
  }
}
