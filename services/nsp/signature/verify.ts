import type { X509Certificate } from 'node:crypto'
import { children } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import { ds, ENVELOPED, EXCLUSIVE, type SignatureAlgorithm } from './algorithms.ts'
import { canonicalWithout } from './canonical.ts'
import { checkDigest, checkValue } from './check-signature.ts'
import { SignatureInvalid } from './errors.ts'
import { checkUnique, idOf } from './ids.ts'
import { readSignature } from './read-signature.ts'
import { certificateOfSigner, type Signer } from './signer.ts'

/** Whose signature is believed, and how it may be made. */
export interface SignatureTrust {
  readonly signer: Signer
  /** `rsa-sha256` alone where it is absent; `rsa-sha1` is for id cards. */
  readonly algorithms?: readonly SignatureAlgorithm[]
}

/** An element that was signed. */
export interface SignedElement {
  /** Read from the bytes that were signed, without the signature: the only one to read values from. */
  readonly element: XmlElement
  readonly certificate: X509Certificate
  readonly algorithm: SignatureAlgorithm
}

/**
 * Verifies the signature that stands right in an element and covers the whole of it.
 *
 * @param element found by its place in the message, never by its id
 * @throws {SignatureInvalid} where there is none or several, or it does not hold, covers something else, is made in a way that
 *   is not taken or by somebody who is not believed
 */
export function verifyEnveloped(element: XmlElement, trust: SignatureTrust): SignedElement {
  return asInvalid(() => {
    const [node, ...more] = children(element, ds('Signature'))
    if (!node || more.length > 0)
      throw new SignatureInvalid(node ? 'there are several' : 'there is none')
    const signature = readSignature(node, trust.algorithms ?? ['rsa-sha256'])
    const [reference, ...others] = signature.references
    const id = idOf(element)
    if (!reference || others.length > 0 || reference.id !== id)
      throw new SignatureInvalid('it covers something else')
    checkUnique(new Set([id]), element)
    if (reference.transforms.join(' ') !== `${ENVELOPED} ${EXCLUSIVE}`)
      throw new SignatureInvalid('its transforms are not taken')
    const certificate = certificateOfSigner(trust.signer, signature.certificate)
    checkValue(signature, certificate)
    const bytes = canonicalWithout(element, node)
    checkDigest(reference, bytes)
    return { element: rootOf(bytes), certificate, algorithm: signature.algorithm }
  })
}

/** What is missing from a signature, or stands there twice, makes it invalid. */
export function asInvalid<T>(verify: () => T): T {
  try {
    return verify()
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error
    throw new SignatureInvalid('its form is not known', { cause: error })
  }
}
