import {
  type ConnectionOptions,
  type PeerCertificate,
  rootCertificates,
  type SecureContextOptions,
  type TLSSocket,
} from 'node:tls'
import type { ReasonCode } from '../../domain/outcome.ts'
import { ProbeFailure } from './finding.ts'
import type { ProbeSurroundings } from './surroundings.ts'

const DAY_MS = 86_400_000

/** Whole days that a certificate is still valid, negative once it has expired; null where none was shown. */
export function daysLeftOf(socket: TLSSocket, now: Date): number | null {
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate()
  if (!certificate.valid_to) return null
  return Math.floor((Date.parse(certificate.valid_to) - now.getTime()) / DAY_MS)
}

const REASONS: Readonly<Record<string, ReasonCode>> = {
  CERT_HAS_EXPIRED: 'TLS_EXPIRED',
  CERT_NOT_YET_VALID: 'TLS_EXPIRED',
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS_NAME',
}

/** @throws {ProbeFailure} where the certificate is not trusted: expired, for another name, or of an unknown chain */
export function checkCertificate(socket: TLSSocket, now: Date): void {
  if (socket.authorized) return
  // It is text, whatever its type says.
  const code = String(socket.authorizationError)
  const reason = REASONS[code] ?? 'TLS_CHAIN'
  throw new ProbeFailure(reason, `The certificate is not trusted: ${code}`, {
    certificateDaysLeft: daysLeftOf(socket, now),
  })
}

/**
 * TLS options of a probe. The certificate is judged by {@link checkCertificate} once it is there: a handshake that is broken
 * off would not tell how many days it is out of date.
 */
export const trusted = ({
  authorities,
}: Pick<ProbeSurroundings, 'authorities'>): Pick<
  SecureContextOptions & ConnectionOptions,
  'rejectUnauthorized' | 'ca'
> => ({
  rejectUnauthorized: false,
  ...(authorities.length > 0 ? { ca: [...rootCertificates, ...authorities] } : {}),
})
