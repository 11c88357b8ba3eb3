import 'reflect-metadata'
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
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
  /** Names and addresses that it vouches for; none for a certificate that signs. */
  readonly hosts: readonly string[]
  /** Distinguished name, written as {@link AuthorityWish.subject}; the first host where it is absent. */
  readonly subject?: string
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Who is to vouch, and with what kind of keys. */
export interface AuthorityWish {
  /** Distinguished name such as `C=DK, 2.5.4.97=NTRDK-00000000, CN=Name`; a comma in a value has a backslash before it. */
  readonly subject: string
  /** Of its own key, and of all that it gives out. RSA has 2048 bits. */
  readonly keys: 'ecdsa' | 'rsa'
}

/** Vouches for servers of our own making; for tests and sandboxes, for its key is kept nowhere. */
export interface CertificateAuthority {
  /** In PEM, for those who are to trust it. */
  readonly certificate: string
  issue(wish: CertificateWish): Promise<KeyPair>
}

const ALGORITHMS = {
  ecdsa: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: {
    ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 },
    publicExponent: new Uint8Array([1, 0, 1]),
  },
} as const
const YEAR_MS = 366 * 86_400_000
const ADDRESS = /^[0-9.]+$|:/

/**
 * Makes an authority with a key of its own, valid for a year around now.
 *
 * @param wish a name alone is that of an authority with ECDSA keys
 */
export async function certificateAuthority(
  wish: string | AuthorityWish,
): Promise<CertificateAuthority> {
  const { subject: issuer, keys: kind } =
    typeof wish === 'string' ? ({ subject: `CN=${wish}`, keys: 'ecdsa' } as const) : wish
  const signingAlgorithm = ALGORITHMS[kind]
  const keys = await newKeys(kind)
  const own = await X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber: '01', name: issuer, keys, signingAlgorithm },
    notBefore: new Date(Date.now() - YEAR_MS),
    notAfter: new Date(Date.now() + YEAR_MS),
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  })
  return {
    certificate: own.toString('pem'),
    issue: async ({ hosts, subject, notBefore, notAfter }) => {
      const { publicKey, privateKey } = await newKeys(kind)
      const issued = await X509CertificateGenerator.create({
        ...{ subject: subject ?? `CN=${hosts[0] ?? 'nobody'}`, issuer, notBefore, notAfter },
        ...{ publicKey, signingKey: keys.privateKey, signingAlgorithm },
        extensions: extensionsFor(hosts),
      })
      return { certificate: issued.toString('pem'), key: await pemOf(privateKey) }
    },
  }
}

function extensionsFor(hosts: readonly string[]) {
  if (hosts.length === 0) return [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)]
  const names = hosts.map((value) => ({
    type: ADDRESS.test(value) ? ('ip' as const) : ('dns' as const),
    value,
  }))
  return [new SubjectAlternativeNameExtension(names)]
}

const newKeys = (kind: AuthorityWish['keys']): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(ALGORITHMS[kind], true, ['sign', 'verify'])

async function pemOf(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
}
