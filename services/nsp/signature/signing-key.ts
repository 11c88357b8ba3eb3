import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Secret } from '../../kit/secret.ts'

/** A certificate and its key, as whoever signs holds them. */
export interface SigningKey {
  /** PEM. */
  readonly certificate: string
  /** PEM, PKCS #8; of RSA. */
  readonly key: Secret | string
}

const parsed = new WeakMap<SigningKey, KeyObject>()

/** The key itself; parsed once for each object that holds it. */
export function privateKeyOf(signingKey: SigningKey): KeyObject {
  const known = parsed.get(signingKey)
  if (known) return known
  const { key } = signingKey
  const made = createPrivateKey(typeof key === 'string' ? key : key.reveal())
  parsed.set(signingKey, made)
  return made
}

/** The body of the first certificate of a PEM, in base64 without line breaks, as `ds:X509Certificate` holds it. */
export function certificateText(pem: string): string {
  const [, body = ''] = /-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(pem) ?? []
  return body.replace(/\s/g, '')
}
