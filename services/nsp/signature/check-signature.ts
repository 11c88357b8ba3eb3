import { createHash, createVerify, timingSafeEqual, type X509Certificate } from 'node:crypto'
import { ALGORITHMS } from './algorithms.ts'
import { SignatureInvalid } from './errors.ts'
import type { ReadReference, ReadSignature } from './read-signature.ts'

/**
 * Whether a certificate's key made a signature.
 *
 * @throws {SignatureInvalid} where it did not
 */
export function checkValue(signature: ReadSignature, certificate: X509Certificate): void {
  const { algorithm, signedInfo, value } = signature
  const verifier = createVerify(ALGORITHMS[algorithm].hash).update(signedInfo)
  if (!verifier.verify(certificate.publicKey, value))
    throw new SignatureInvalid('its value is not that of what was signed')
}

/**
 * Whether bytes are those that a reference was made for.
 *
 * @throws {SignatureInvalid} where they are not
 */
export function checkDigest({ digest, hash }: ReadReference, bytes: string): void {
  const actual = createHash(hash).update(bytes).digest()
  if (actual.length !== digest.length || !timingSafeEqual(actual, digest))
    throw new SignatureInvalid('what was signed has been changed')
}
