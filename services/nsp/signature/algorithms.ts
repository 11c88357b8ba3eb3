import { namesIn } from '../xml/element.ts'

/** How the platform signs. Id cards are still made with `rsa-sha1`; all else is `rsa-sha256`. */
export type SignatureAlgorithm = 'rsa-sha1' | 'rsa-sha256'

/** Namespace of XML signatures. */
export const DS = 'http://www.w3.org/2000/09/xmldsig#'

/** Names of XML signatures. */
export const ds = namesIn(DS)

/** Exclusive canonicalisation without comments: the only one that is written or taken. */
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** The signature that stands in what it signs is left out. */
export const ENVELOPED = `${DS}enveloped-signature`

/** A security token reference stands for its token. */
export const STR_TRANSFORM =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform'

/** What an algorithm is called on the wire, and by OpenSSL. */
export interface AlgorithmNames {
  readonly signature: string
  readonly digest: string
  readonly hash: 'sha1' | 'sha256'
}

/** @see https://www.w3.org/TR/xmldsig-core1/#sec-AlgID */
export const ALGORITHMS: Readonly<Record<SignatureAlgorithm, AlgorithmNames>> = {
  'rsa-sha1': { signature: `${DS}rsa-sha1`, digest: `${DS}sha1`, hash: 'sha1' },
  'rsa-sha256': {
    signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
    hash: 'sha256',
  },
}
