import { X509Certificate } from 'node:crypto'
import { certificateAuthority, type KeyPair } from '../../kit/certificate-authority.ts'
import { Authorities } from '../signature/authorities.ts'

/** The time of all tests of signatures, in whole seconds. */
export const NOW = new Date(Math.floor(Date.now() / 1_000) * 1_000)

const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

/** An authority, and those whom it vouches for; from and to are hours from now. */
export async function testKeys() {
  const authority = await certificateAuthority({ subject: 'C=DK, CN=Prøve-CA', keys: 'rsa' })
  const issue = (name: string, from = -24, to = 24): Promise<KeyPair> =>
    authority.issue({
      ...{ hosts: [], subject: `C=DK, CN=${name}` },
      ...{ notBefore: at(from), notAfter: at(to) },
    })
  return { authority, issue, authorities: new Authorities([authority.certificate]) }
}

/** As a certificate stands in `ds:X509Certificate`. */
export const base64Of = (pem: string): string => new X509Certificate(pem).raw.toString('base64')
