import type { X509Certificate } from 'node:crypto'
import { type Authorities, certificateOf } from './authorities.ts'
import { SignatureInvalid } from './errors.ts'

/** Who may have signed: whoever an authority vouches for, or the holder of one certificate. */
export type Signer =
  | { readonly by: 'authorities'; readonly authorities: Authorities; readonly now: Date }
  | { readonly by: 'holder'; readonly certificate: X509Certificate }

/**
 * The certificate whose key has to verify a signature.
 *
 * @param text content of `ds:X509Certificate`; null where the signature names a token instead
 * @throws {SignatureInvalid} where that is not a certificate that may sign
 */
export function certificateOfSigner(signer: Signer, text: string | null): X509Certificate {
  if (signer.by === 'authorities') {
    if (text === null) throw new SignatureInvalid('it does not name its certificate')
    return signer.authorities.vouchFor(text, signer.now)
  }
  const { certificate } = signer
  if (text !== null && !isSame(certificateOf(text.replace(/\s/g, '')), certificate))
    throw new SignatureInvalid('another certificate made it', { about: 'certificate' })
  return certificate
}

const isSame = (one: X509Certificate, other: X509Certificate): boolean =>
  one.fingerprint256 === other.fingerprint256
