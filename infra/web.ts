import express, { type Router } from 'express'
import { internalHandler, type ReadinessCheck } from '../services/kit/http/internal.ts'
import { listen } from '../services/kit/http/listen.ts'
import type { SocketRoute } from '../services/kit/http/socket-route.ts'
import type { Telemetry } from '../services/kit/telemetry/telemetry.ts'

/** What is served, and where. */
export interface WebOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  /** Null for any free one. */
  readonly internalPort: number | null
  /** Tried in order; what none of them answers is 404. */
  readonly routers: readonly Router[]
  /** Take over connections that are upgraded. */
  readonly sockets?: readonly SocketRoute[]
  readonly checks: readonly ReadinessCheck[]
  readonly telemetry: Pick<Telemetry, 'metrics' | 'treeOf'>
}

/** A public and an internal listener. Disposing it waits for the answers in flight. */
export interface Web extends AsyncDisposable {
  readonly url: URL
  readonly internalUrl: URL
}

/**
 * Listens in public and, on a port of its own, to operations.
 *
 * @throws what the system says, such as EADDRINUSE
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { host, port, internalPort, routers, sockets = [], checks, telemetry } = options
  await using starting = new AsyncDisposableStack()
  const answer = internalHandler({ ...telemetry, checks })
  const internal = starting.use(await listen(answer, { host, port: internalPort ?? 0 }))
  const app = express().disable('x-powered-by').disable('etag')
  for (const router of routers) app.use(router)
  app.use((_request, response) => {
    response.status(404).type('text/plain').send('Nothing is served here\n')
  })
  const listener = starting.use(await listen(app, { host, port, sockets }))
  const started = starting.move()
  return {
    url: listener.url,
    internalUrl: internal.url,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}
