import { connect, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { TlsProbe } from '../../domain/probe.ts'
import { checkLiteral, lookupFor } from './address.ts'
import { checkCertificate, daysLeftOf, trusted } from './certificate.ts'
import { type Finding, found } from './finding.ts'
import { networkFailure } from './network-failure.ts'
import type { ProbeSurroundings } from './surroundings.ts'

/** Shakes hands, and looks at the certificate: its chain, its name, and the days that it has left. */
export async function probeTls(probe: TlsProbe, around: ProbeSurroundings): Promise<Finding> {
  const { host, port, daysLeftWanted } = probe
  const { signal } = around
  checkLiteral(host, around)
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      raw.destroy()
      reject(networkFailure(error, signal))
    }
    const raw = connect({ host, port, lookup: lookupFor(around), signal })
    raw.once('error', fail)
    // An address has no name to be indicated.
    const name = isIP(host) === 0 ? { servername: host } : {}
    const socket = connectTls({ socket: raw, host, ...name, ...trusted(around) })
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      try {
        checkCertificate(socket, around.now())
        const certificateDaysLeft = daysLeftOf(socket, around.now())
        socket.destroy()
        resolve(judged(certificateDaysLeft, daysLeftWanted, performance.now() - startedAt))
      } catch (error) {
        fail(error)
      }
    })
  })
}

function judged(certificateDaysLeft: number | null, wanted: number, latencyMs: number): Finding {
  const seen = { certificateDaysLeft, latencyMs }
  if (certificateDaysLeft === null || certificateDaysLeft >= wanted) return found(seen)
  const detail = `The certificate ends in ${certificateDaysLeft} days`
  return found({ ...seen, verdict: 'DEGRADED', reason: 'TLS_EXPIRES_SOON', detail })
}
