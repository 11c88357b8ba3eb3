import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Metrics } from '../telemetry/metrics.ts'

/** Something that must hold before requests are taken. */
export interface ReadinessCheck {
  /** Shown to whoever asks on the internal port. */
  readonly name: string
  /** Holds when it resolves; `signal` aborts when it has taken too long. */
  check(signal: AbortSignal): Promise<void>
}

const CHECK_TIMEOUT_MS = 2_000

/**
 * What operations ask, on a port of its own: `/metrics`, `/livez` (the process answers), `/readyz` (its checks hold), `/traces/ID` (one of the last
 * traces as a tree).
 *
 * @param options.checks read at every question, so that one may be added later
 * @param options.checkTimeoutMs a check that takes longer has failed. Default 2000
 */
export function internalHandler(options: {
  readonly metrics: Metrics
  readonly checks: readonly ReadinessCheck[]
  readonly checkTimeoutMs?: number
  /** A trace as text; without, no trace is held. */
  readonly treeOf?: (traceId: string) => string | null
}): RequestListener {
  return (request, response) => {
    answer(request, response, options).catch(() => send(response, 500, { status: 'fault' }))
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  {
    metrics,
    checks,
    treeOf,
    checkTimeoutMs = CHECK_TIMEOUT_MS,
  }: Parameters<typeof internalHandler>[0],
): Promise<void> {
  const path = request.url?.split('?', 1)[0]
  if (path === '/livez') return send(response, 200, { status: 'ok' })
  if (path === '/readyz') {
    return sendReadiness(response, await Promise.all(checks.map((one) => run(one, checkTimeoutMs))))
  }
  const [, traceId] = /^\/traces\/([0-9a-f]{32})$/.exec(path ?? '') ?? []
  if (traceId !== undefined) return sendTrace(response, treeOf?.(traceId) ?? null)
  if (path !== '/metrics') return send(response, 404, { status: 'unknown path' })
  const text = await metrics.text()
  response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  response.end(text)
}

function sendTrace(response: ServerResponse, tree: string | null): void {
  const type = { 'content-type': 'text/plain; charset=utf-8' }
  if (tree === null) send(response, 404, { status: 'no such trace is held' })
  else response.writeHead(200, type).end(tree)
}

type CheckResult = readonly [name: string, holds: boolean]

async function run({ name, check }: ReadinessCheck, timeoutMs: number): Promise<CheckResult> {
  const signal = AbortSignal.timeout(timeoutMs)
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    await Promise.race([check(signal), late])
    return [name, true]
  } catch {
    return [name, false]
  }
}

function sendReadiness(response: ServerResponse, results: readonly CheckResult[]): void {
  const ready = results.every(([, holds]) => holds)
  const checks = Object.fromEntries(results.map(([name, holds]) => [name, holds ? 'ok' : 'failed']))
  send(response, ready ? 200 : 503, { status: ready ? 'ok' : 'not ready', checks })
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
