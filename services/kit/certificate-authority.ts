import 'reflect-metadata'
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** A certificate and its key, in PEM. */
export interface KeyPair {
  readonly certificate: string
  readonly key: string
}

/** Whom a certificate is for, and when. */
export interface CertificateWish {
  /** Names and addresses that it vouches for, one at least. */
  readonly hosts: readonly string[]
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Vouches for servers of our own making; for tests and sandboxes, for its key is kept nowhere. */
export interface CertificateAuthority {
  /** In PEM, for those who are to trust it. */
  readonly certificate: string
  issue(wish: CertificateWish): Promise<KeyPair>
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const YEAR_MS = 366 * 86_400_000
const ADDRESS = /^[0-9.]+$|:/

/** Makes an authority with a key of its own, valid for a year around now. */
export async function certificateAuthority(name: string): Promise<CertificateAuthority> {
  const keys = await newKeys()
  const issuer = `CN=${name}`
  const own = await X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber: '01', name: issuer, keys, signingAlgorithm: ALGORITHM },
    notBefore: new Date(Date.now() - YEAR_MS),
    notAfter: new Date(Date.now() + YEAR_MS),
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  })
  return {
    certificate: own.toString('pem'),
    issue: async ({ hosts, notBefore, notAfter }) => {
      const { publicKey, privateKey } = await newKeys()
      const names = hosts.map((value) => ({
        type: ADDRESS.test(value) ? ('ip' as const) : ('dns' as const),
        value,
      }))
      const issued = await X509CertificateGenerator.create({
        ...{ subject: `CN=${hosts[0] ?? name}`, issuer, notBefore, notAfter, publicKey },
        ...{ signingKey: keys.privateKey, signingAlgorithm: ALGORITHM },
        extensions: [new SubjectAlternativeNameExtension(names)],
      })
      return { certificate: issued.toString('pem'), key: await pemOf(privateKey) }
    },
  }
}

const newKeys = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

async function pemOf(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
}
