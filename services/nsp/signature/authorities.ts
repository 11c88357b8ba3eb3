import { X509Certificate } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { SignatureInvalid } from './errors.ts'

/** How far two clocks may be apart. */
export const CLOCK_SKEW_MS = 300_000

const MIN_BITS = 2048
const MAX_TEXT = 16_384

interface Vouched {
  readonly certificate: X509Certificate
  /** Of the authority; the certificate itself where that is trusted by itself. */
  readonly by: X509Certificate
}

/**
 * The authorities that are believed. A certificate is vouched for where one of them has issued it, or where it is itself among
 * them. Whether it has been taken back is not asked here.
 */
export class Authorities {
  readonly #anchors: readonly X509Certificate[]
  readonly #vouched = new LRUCache<string, Vouched>({ max: 1_000 })

  /** @param pems one or more certificates each */
  constructor(pems: readonly string[]) {
    this.#anchors = pems.flatMap(certificatesOf)
  }

  /**
   * The certificate of a `ds:X509Certificate`, if it is to be believed now.
   *
   * @param text base64
   * @throws {SignatureInvalid} about the certificate: unreadable, of nobody believed, or outside its time
   */
  vouchFor(text: string, now: Date): X509Certificate {
    const body = text.replace(/\s/g, '')
    const vouched = this.#vouched.get(body) ?? this.#check(body)
    checkTime(vouched.certificate, now)
    checkTime(vouched.by, now)
    this.#vouched.set(body, vouched)
    return vouched.certificate
  }

  #check(body: string): Vouched {
    const certificate = certificateOf(body)
    const by = this.#anchors.find(
      (anchor) =>
        anchor.fingerprint256 === certificate.fingerprint256 || issued(anchor, certificate),
    )
    if (!by) throw refused('no authority that is believed has issued its certificate')
    return { certificate, by }
  }
}

/**
 * Reads a certificate that can have made a signature.
 *
 * @param body base64 without space
 * @throws {SignatureInvalid} about the certificate: unreadable, or its key is not RSA of at least 2048 bits
 */
export function certificateOf(body: string): X509Certificate {
  if (body.length > MAX_TEXT || !/^[A-Za-z0-9+/]+={0,2}$/.test(body))
    throw refused('its certificate cannot be read')
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(Buffer.from(body, 'base64'))
  } catch (cause) {
    throw refused('its certificate cannot be read', cause)
  }
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey
  if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < MIN_BITS)
    throw refused(`its key is not RSA of ${MIN_BITS} bits`)
  return certificate
}

const issued = (anchor: X509Certificate, certificate: X509Certificate): boolean =>
  anchor.ca && certificate.checkIssued(anchor) && certificate.verify(anchor.publicKey)

function checkTime({ validFromDate, validToDate }: X509Certificate, now: Date): void {
  if (now.getTime() < validFromDate.getTime() - CLOCK_SKEW_MS)
    throw refused('a certificate is not valid yet')
  if (now.getTime() > validToDate.getTime() + CLOCK_SKEW_MS)
    throw refused('a certificate has run out')
}

const certificatesOf = (pem: string): readonly X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  )

const refused = (state: string, cause?: unknown): SignatureInvalid =>
  new SignatureInvalid(state, { about: 'certificate', cause })
