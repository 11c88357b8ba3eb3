import { X509Certificate } from 'node:crypto'
import type { CertificateFact } from '../../domain/statement/facts.ts'
import { type Json, objectsIn, textIn } from './json.ts'

/**
 * The certificate that a Device carries.
 *
 * The profile of the Device is not published with its certificate, so any extension counts, at any depth, whose address
 * ends in `certificate`, with PEM text or Base64 of the DER bytes in it.
 *
 * @returns as it is written; null where there is none
 */
export function certificateTextIn(resource: Json): string | null {
  for (const extension of objectsIn(resource.extension)) {
    const isMeant = /certificate$/i.test(textIn(extension.url) ?? '')
    const value = textIn(extension.valueBase64Binary) ?? textIn(extension.valueString)
    if (isMeant && value !== null) return value
    const inner = certificateTextIn(extension)
    if (inner !== null) return inner
  }
  return null
}

/** @throws {RangeError} when the text is no X.509 certificate */
export function certificateFact(text: string): CertificateFact {
  try {
    const certificate = new X509Certificate(bytesOf(text))
    return {
      sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
      subject: certificate.subject.replaceAll('\n', ', '),
      notBefore: certificate.validFromDate.toISOString(),
      notAfter: certificate.validToDate.toISOString(),
    }
  } catch (cause) {
    throw new RangeError('Cannot read certificate: not X.509', { cause })
  }
}

function bytesOf(text: string): Buffer | string {
  if (text.startsWith('-----BEGIN')) return text
  const bytes = Buffer.from(text, 'base64')
  // Base64 of a PEM text is met as often as Base64 of the bytes themselves.
  const isPem = bytes.subarray(0, 10).toString('latin1') === '-----BEGIN'
  return isPem ? bytes.toString('latin1') : bytes
}
