import type { X509Certificate } from 'node:crypto'

/** What a certificate of the OCES kind says of its holder. */
export interface CertificateHolder {
  /** 8 digits; null where it names none. */
  readonly cvr: string | null
  /** An organisation's own, or one of its staff; null for another. */
  readonly kind: 'organisation' | 'employee' | null
  readonly uuid: string | null
}

/** Reads the subject of a certificate. */
export function holderOf(certificate: X509Certificate): CertificateHolder {
  const { subject } = certificate
  const [, cvr = null] = /^organizationIdentifier=NTRDK-(\d{8})$/m.exec(subject) ?? []
  const [, kind, uuid = null] = /^serialNumber=UI:DK-([OE]):G:([0-9a-f-]{36})$/m.exec(subject) ?? []
  return { cvr, kind: kind === 'O' ? 'organisation' : kind === 'E' ? 'employee' : null, uuid }
}

/** `saml:NameID` of a card that the STS signed: whose certificate asked for it. */
export function subjectName(certificate: X509Certificate): string {
  const serial = BigInt(`0x${certificate.serialNumber}`)
  return `SubjectDN={${written(certificate.subject)}},IssuerDN={${written(certificate.issuer)}},CertSerial={${serial}}`
}

const written = (name: string): string =>
  name
    .split('\n')
    .map((part) =>
      part
        .replace(/^organizationIdentifier=/, 'OID.2.5.4.97=')
        .replace(/^serialNumber=/, 'SERIALNUMBER='),
    )
    .join(', ')
