import { X509Certificate } from 'node:crypto'
import type { SignatureAlgorithm } from '../../../nsp/signature/algorithms.ts'
import { Authorities, CLOCK_SKEW_MS } from '../../../nsp/signature/authorities.ts'
import { SignatureInvalid } from '../../../nsp/signature/errors.ts'
import type { SigningKey } from '../../../nsp/signature/signing-key.ts'
import { XmlRefused } from '../../../nsp/xml/errors.ts'
import type { SandboxKeys } from '../identity/keys.ts'
import { refusal } from './refusals.ts'

/** How the sandbox's STS may be set up. */
export interface StsOptions {
  readonly keys: SandboxKeys
  /** How id cards are signed; `rsa-sha1` where it is absent, as the platform does it. */
  readonly cardAlgorithm?: SignatureAlgorithm
}

/** What the STS believes, and what it signs with. */
export interface StsTrust {
  readonly authorities: Authorities
  readonly identityProvider: X509Certificate
  readonly signingKey: SigningKey
  readonly cardAlgorithm: SignatureAlgorithm
  readonly keys: SandboxKeys
}

/** The name that the STS goes by in what it signs. */
export const STS_NAME = 'SANDBOX-STS'

/** Messages may still be signed in either way; tokens are `rsa-sha256`. */
export const MESSAGE_ALGORITHMS: readonly SignatureAlgorithm[] = ['rsa-sha256', 'rsa-sha1']

/** Sets the STS up. */
export const stsTrust = ({ keys, cardAlgorithm = 'rsa-sha1' }: StsOptions): StsTrust => ({
  ...{ keys, cardAlgorithm, signingKey: keys.sts },
  authorities: new Authorities([keys.authority]),
  identityProvider: new X509Certificate(keys.identityProvider.certificate),
})

/** @throws {FaultAnswer} InvalidSecurityToken for a certificate that was taken back */
export function checkNotRevoked({ keys }: StsTrust, { serialNumber }: X509Certificate): void {
  if (keys.revoked.has(serialNumber))
    throw refusal('InvalidSecurityToken', 'the certificate was taken back')
}

/** @throws {FaultAnswer} FailedAuthentication for a certificate whose name is not listed for exchanges */
export function checkListed({ keys }: StsTrust, { subject }: X509Certificate): void {
  if (!keys.listed.has(subject))
    throw refusal('FailedAuthentication', 'the name in the certificate is not listed')
}

/**
 * Holds a message to the clock.
 *
 * @throws {FaultAnswer} InvalidRequest without a time, ExpiredData for one of old, InvalidTimeRange for one that is to come
 */
export function checkCreated(created: Date | null, now: Date): void {
  if (created === null) throw refusal('InvalidRequest', 'the timestamp is missing')
  const age = now.getTime() - created.getTime()
  if (age > CLOCK_SKEW_MS) throw refusal('ExpiredData', 'the message is too old')
  if (age < -CLOCK_SKEW_MS) throw refusal('InvalidTimeRange', 'the message is of the future')
}

/**
 * Reads or verifies something; what is wrong with it becomes what the STS answers.
 *
 * @throws {FaultAnswer} InvalidRequest for another form, FailedAuthentication about a certificate, InvalidSecurityToken about a
 *   signature
 */
export function heard<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof XmlRefused) throw refusal('InvalidRequest', error.message)
    if (error instanceof SignatureInvalid)
      throw refusal(
        error.about === 'certificate' ? 'FailedAuthentication' : 'InvalidSecurityToken',
        error.message,
      )
    throw error
  }
}
