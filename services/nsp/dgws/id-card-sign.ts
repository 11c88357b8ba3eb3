import type { SignatureAlgorithm } from '../signature/algorithms.ts'
import { signEnveloped } from '../signature/sign.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import type { XmlText } from '../xml/template.ts'
import { ID_CARD_SIGNATURE_ID, type IdCard } from './id-card.ts'
import { writeIdCard } from './id-card-write.ts'

/** Who signs a card, and how: the STS of the platform still does it with `rsa-sha1`. */
export interface IdCardSigning {
  readonly signingKey: SigningKey
  readonly algorithm: SignatureAlgorithm
}

/** Writes a card and signs it as the last thing in it. */
export const signIdCard = (card: IdCard, form: IdCardSigning): XmlText =>
  signEnveloped(writeIdCard(card), { ...form, id: { name: 'id', value: ID_CARD_SIGNATURE_ID } })
