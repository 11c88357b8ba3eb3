import autocannon, { type Request } from 'autocannon'
import type { Load, LoadFigures } from './load.ts'

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const toRequest = (body: string): Request => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body,
})

const toGet = (path: string): Request => ({ method: 'GET', path })

async function run({ url, connections, seconds, bodies, method }: Load): Promise<LoadFigures> {
  const milliseconds: number[] = []
  const requestOf = method === 'GET' ? toGet : toRequest
  const shares = Array.from({ length: connections }, (_, number) =>
    bodies.filter((_body, place) => place % connections === number).map(requestOf),
  )
  let connected = 0
  const running = autocannon({
    url,
    connections,
    duration: seconds,
    requests: bodies.slice(0, 1).map(requestOf),
    setupClient: (client) => {
      const share = shares[connected++ % connections] ?? []
      if (share.length > 0) client.setRequests(share)
    },
  })
  running.on('response', (_client, _status, _bytes, taken) => milliseconds.push(taken))
  const result = await running
  const sorted = Float64Array.from(milliseconds).sort()
  return {
    requests: sorted.length,
    perSecond: sorted.length / result.duration,
    p50Ms: at([...sorted], 0.5),
    p99Ms: at([...sorted], 0.99),
    failures: result.non2xx + result.errors,
  }
}

process.on('message', (load: Load) => {
  void run(load).then((figures) => {
    process.send?.(figures)
    process.disconnect()
  })
})
