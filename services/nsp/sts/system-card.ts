import { randomUUID, X509Certificate } from 'node:crypto'
import type { SystemIdCard } from '../dgws/id-card.ts'
import { signIdCard } from '../dgws/id-card-sign.ts'
import { hashesOf } from '../dgws/id-card-verify.ts'
import type { SystemIdentity } from '../platform/profile.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import type { XmlText } from '../xml/template.ts'

const DAY_MS = 86_400_000
// Another clock may be slow; a card is for 24 hours at most.
const BACK_MS = 60_000

/** The id card that a system makes for itself, for the STS to sign after it. */
export function ownCard(system: SystemIdentity, signingKey: SigningKey, now: Date): XmlText {
  const { cvr, systemName, careProvider, certificate } = system
  const notBefore = new Date(now.getTime() - BACK_MS)
  const card: SystemIdCard = {
    ...{ kind: 'system', id: randomUUID(), version: '1.0.1', issuer: systemName, level: 3 },
    subject: { format: 'medcom:cvrnumber', name: cvr },
    ...{ issuedAt: notBefore, notBefore, notOnOrAfter: new Date(notBefore.getTime() + DAY_MS) },
    certificateHash: hashesOf(new X509Certificate(certificate))[0],
    system: {
      ...{ name: systemName, careProviderId: cvr, careProviderIdFormat: 'medcom:cvrnumber' },
      careProvider,
    },
  }
  return signIdCard(card, { signingKey, algorithm: 'rsa-sha256' })
}
