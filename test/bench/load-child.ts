import autocannon from 'autocannon'
import type { Load, LoadFigures } from './load.ts'

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

async function run({ url, connections, seconds, bodies }: Load): Promise<LoadFigures> {
  const milliseconds: number[] = []
  const running = autocannon({
    url,
    connections,
    duration: seconds,
    requests: bodies.map((body) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
    })),
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
