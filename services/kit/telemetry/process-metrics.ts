import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Meter } from '@opentelemetry/api'

/** Measures memory, processor time and event-loop delay when they are asked for; @returns a function that stops. */
export function measureProcess(meter: Meter, build: Readonly<Record<string, string>>): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const gauge = (name: string, read: () => number) =>
    meter.createObservableGauge(name).addCallback((result) => result.observe(read()))
  gauge('process.memory.usage.bytes', () => process.memoryUsage.rss())
  gauge('nodejs.heap.used.bytes', () => process.memoryUsage().heapUsed)
  gauge('process.uptime.seconds', () => process.uptime())
  gauge('nodejs.eventloop.delay.p99.seconds', () => {
    const seconds = delay.percentile(99) / 1e9
    delay.reset()
    return seconds
  })
  meter
    .createObservableCounter('process.cpu.time.seconds')
    .addCallback((result) => result.observe(processorSeconds()))
  meter
    .createObservableGauge('build.info')
    .addCallback((result) => result.observe(1, { ...build, node: process.version }))
  return () => delay.disable()
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
