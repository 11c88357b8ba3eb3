import { createHash, type X509Certificate } from 'node:crypto'
import type { SignatureAlgorithm } from '../signature/algorithms.ts'
import { type Authorities, CLOCK_SKEW_MS } from '../signature/authorities.ts'
import { verifyEnveloped } from '../signature/verify.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import type { IdCard } from './id-card.ts'
import { IdCardRefused } from './id-card-errors.ts'
import { readIdCard } from './id-card-read.ts'

/** Which cards are believed. */
export interface IdCardTrust {
  readonly authorities: Authorities
  readonly now: Date
  /**
   * Who has to have signed it: the STS, or the holder, who asks the STS for another. The hash of a holder's certificate has to
   * be that in the card.
   */
  readonly signedBy: 'sts' | 'holder'
  /** Names that the STS goes by; null for any. */
  readonly issuers?: ReadonlySet<string> | null
  /** Both where it is absent: the platform signs cards with `rsa-sha1` still. */
  readonly algorithms?: readonly SignatureAlgorithm[]
}

/** A card that is believed, and who signed it. */
export interface VerifiedIdCard {
  readonly card: IdCard
  readonly certificate: X509Certificate
  readonly algorithm: SignatureAlgorithm
}

/**
 * Verifies a card and reads it from the bytes that were signed. Clocks may be five minutes apart.
 *
 * @param element `saml:Assertion`, found by its place
 * @throws {SignatureInvalid} where its signature does not hold or is not of somebody believed
 * @throws {IdCardRefused} where it has run out, is not valid yet, is of another issuer, or is no id card
 */
export function verifyIdCard(element: XmlElement, trust: IdCardTrust): VerifiedIdCard {
  const { authorities, now, issuers = null } = trust
  const signed = verifyEnveloped(element, {
    signer: { by: 'authorities', authorities, now },
    algorithms: trust.algorithms ?? ['rsa-sha256', 'rsa-sha1'],
  })
  const card = asRefused(() => readIdCard(signed.element))
  if (issuers && !issuers.has(card.issuer)) throw new IdCardRefused('another issuer made it')
  checkTime(card, now)
  const { certificate, algorithm } = signed
  if (trust.signedBy === 'holder' && !hashesOf(certificate).includes(card.certificateHash ?? ''))
    throw new IdCardRefused('the hash in it is not that of the certificate')
  return { card, certificate, algorithm }
}

/** Base64 of SHA-1, as most write `sosi:OCESCertHash`, and of SHA-256, as some do. */
export const hashesOf = (certificate: X509Certificate): readonly [sha1: string, sha256: string] => [
  createHash('sha1').update(certificate.raw).digest('base64'),
  createHash('sha256').update(certificate.raw).digest('base64'),
]

function checkTime({ notBefore, notOnOrAfter }: IdCard, now: Date): void {
  if (now.getTime() < notBefore.getTime() - CLOCK_SKEW_MS)
    throw new IdCardRefused('it is not valid yet')
  if (now.getTime() >= notOnOrAfter.getTime() + CLOCK_SKEW_MS)
    throw new IdCardRefused('it has run out', { faultCode: 'expired_idcard' })
}

function asRefused<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof XmlRefused) throw new IdCardRefused('it is no id card', { cause })
    throw cause
  }
}
