import { connect } from 'node:net'
import type { TcpProbe } from '../../domain/probe.ts'
import { checkLiteral, lookupFor } from './address.ts'
import { type Finding, found } from './finding.ts'
import { networkFailure } from './network-failure.ts'
import type { ProbeSurroundings } from './surroundings.ts'

/** Opens a connection, and closes it. */
export async function probeTcp(
  { host, port }: TcpProbe,
  around: ProbeSurroundings,
): Promise<Finding> {
  checkLiteral(host, around)
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const { signal } = around
    const socket = connect({ host, port, lookup: lookupFor(around), signal })
    socket.once('connect', () => {
      socket.destroy()
      resolve(found({ latencyMs: performance.now() - startedAt }))
    })
    socket.once('error', (error) => reject(networkFailure(error, signal)))
  })
}
