import type { X509Certificate } from 'node:crypto'
import { type Authorities, CLOCK_SKEW_MS, certificateOf } from '../signature/authorities.ts'
import { verifyEnveloped } from '../signature/verify.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { IdentityTokenRefused } from './errors.ts'
import type { IdentityToken } from './identity-token.ts'
import { readIdentityToken } from './identity-token-read.ts'

/** Which tokens are believed. */
export interface IdentityTokenTrust {
  /** Those that vouch for the STS. */
  readonly authorities: Authorities
  readonly now: Date
  /** Whom the token has to be for. */
  readonly audience: string
  /** Names that the STS goes by; null for any. */
  readonly issuers?: ReadonlySet<string> | null
}

/** A token that is believed. */
export interface VerifiedIdentityToken {
  readonly token: IdentityToken
  /** Of the STS. */
  readonly certificate: X509Certificate
  /** Of whoever may show it. */
  readonly holder: X509Certificate
}

/**
 * Verifies a token and reads it from the bytes that were signed. Clocks may be five minutes apart.
 *
 * @param element `saml:Assertion`, found by its place
 * @throws {SignatureInvalid} where its signature does not hold or is not of somebody believed
 * @throws {IdentityTokenRefused} where it has run out, is not valid yet, or is for another audience or of another issuer
 */
export function verifyIdentityToken(
  element: XmlElement,
  trust: IdentityTokenTrust,
): VerifiedIdentityToken {
  const { authorities, now, audience, issuers = null } = trust
  const signed = verifyEnveloped(element, { signer: { by: 'authorities', authorities, now } })
  const token = asRefused(() => readIdentityToken(signed.element))
  const refuse = (about: IdentityTokenRefused['about'], state: string) =>
    new IdentityTokenRefused(about, state)
  if (issuers && !issuers.has(token.issuer)) throw refuse('issuer', 'another issuer made it')
  if (token.audience !== audience) throw refuse('audience', 'it is for another service')
  if (now.getTime() < token.notBefore.getTime() - CLOCK_SKEW_MS)
    throw refuse('not-yet', 'it is not valid yet')
  if (now.getTime() >= token.notOnOrAfter.getTime() + CLOCK_SKEW_MS)
    throw refuse('expired', 'it has run out')
  return { token, certificate: signed.certificate, holder: certificateOf(token.holder) }
}

/** What cannot be read is refused. */
export function asRefused<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof XmlRefused)) throw cause
    throw new IdentityTokenRefused('form', 'it lacks what the standard demands', { cause })
  }
}
