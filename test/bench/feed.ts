import { processorMs } from './process-figures.ts'
import { ask, startHelper, stop } from './program.ts'
import { figure, table } from './table.ts'

/** Subscribers that follow the graph from the beginning, each as fast as it can. */
export interface Following {
  readonly url: string
  readonly subscribers: number
  readonly seconds: number
  readonly way: 'SSE' | 'WebSocket'
}

/** What came to all subscribers together. */
export interface Followed {
  readonly events: number
  readonly perSecond: number
}

const SUBSCRIBERS = 100

/** Events of the change feed per second, over all of 100 subscribers, as a table. */
export async function feedTable({
  pid,
  ...service
}: Pick<Following, 'url' | 'seconds'> & { readonly pid: number }): Promise<string> {
  const rows: (readonly string[])[] = []
  for (const way of ['SSE', 'WebSocket'] as const) {
    const before = processorMs(pid)
    const followed = await follow({ ...service, way, subscribers: SUBSCRIBERS })
    const cpuMs = (processorMs(pid) - before) / followed.events
    rows.push([
      `${SUBSCRIBERS} over ${way}`,
      figure(followed.events),
      figure(followed.perSecond),
      figure(cpuMs),
    ])
  }
  return table(['change feed', 'events', 'per second', 'CPU ms'], rows)
}

async function follow(following: Following): Promise<Followed> {
  const child = startHelper('./feed-child.ts')
  try {
    return await ask<Followed>(child, following)
  } finally {
    await stop(child)
  }
}
