import { processorMs } from './process-figures.ts'
import { ask, startHelper, stop } from './program.ts'

/** What is sent, over and over, by so many connections at once; each sends its own share of the bodies. */
export interface Load {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  readonly bodies: readonly string[]
  /** POST where it is absent; with GET, the bodies are paths instead. */
  readonly method?: 'GET'
}

export interface LoadFigures {
  readonly requests: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly failures: number
}

export interface Measured extends LoadFigures {
  /** Processor time of the answering process for one request, in milliseconds. */
  readonly cpuMs: number
}

const WARM_UP_SECONDS = 3

/**
 * Sends a load to a process from another one, after a warm-up, and measures what comes back.
 *
 * @param load with the bodies of the warm-up
 * @param pid of the process that answers
 * @throws {Error} when a request was not answered with 200
 */
export async function measure(
  { warmUp, ...load }: Load & { readonly warmUp: readonly string[] },
  pid: number,
): Promise<Measured> {
  await sent({ ...load, bodies: warmUp, seconds: Math.min(WARM_UP_SECONDS, load.seconds) })
  const before = processorMs(pid)
  const figures = await sent(load)
  const cpuMs = (processorMs(pid) - before) / figures.requests
  if (figures.failures > 0) {
    throw new Error(`Cannot measure "${load.url}": ${figures.failures} requests failed`)
  }
  return { ...figures, cpuMs }
}

async function sent(load: Load): Promise<LoadFigures> {
  const child = startHelper('./load-child.ts')
  try {
    return await ask<LoadFigures>(child, load)
  } finally {
    await stop(child)
  }
}
