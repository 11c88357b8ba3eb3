import { lookup } from 'node:dns/promises'
import type { DnsProbe } from '../../domain/probe.ts'
import { type Finding, found } from './finding.ts'
import { networkFailure } from './network-failure.ts'
import type { ProbeSurroundings } from './surroundings.ts'

/** Looks a name up as any program of this machine would. */
export async function probeDns(
  { host }: DnsProbe,
  { signal }: ProbeSurroundings,
): Promise<Finding> {
  const startedAt = performance.now()
  const over = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    await Promise.race([lookup(host, { all: true }), over])
  } catch (error) {
    throw networkFailure(error, signal)
  }
  return found({ latencyMs: performance.now() - startedAt })
}
