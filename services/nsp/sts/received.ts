import { XMLSerializer } from '@xmldom/xmldom'
import { isKnownError } from '../../kit/errors.ts'
import type { IdCard } from '../dgws/id-card.ts'
import { verifyIdCard } from '../dgws/id-card-verify.ts'
import type { IdentityToken } from '../idws/identity-token.ts'
import { verifyIdentityToken } from '../idws/identity-token-verify.ts'
import type { Authorities } from '../signature/authorities.ts'
import { UpstreamAnswerInvalid } from '../soap/errors.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import { XmlText } from '../xml/template.ts'

/** Whom we believe, and when. */
export interface Trust {
  readonly authorities: Authorities
  readonly now: Date
}

/**
 * Takes an id card out of an answer. What is verified is the text that messages will show.
 *
 * @throws {UpstreamAnswerInvalid} where the services that it is meant for would not believe it
 */
export const receivedCard = (element: XmlElement, { authorities, now }: Trust): Received<IdCard> =>
  received(element, (shown) => verifyIdCard(shown, { authorities, now, signedBy: 'sts' }).card)

/** As {@link receivedCard}, for an identity token. @param audience whom it has to be for */
export const receivedToken = (
  element: XmlElement,
  { audience, ...trust }: Trust & { readonly audience: string },
): Received<IdentityToken> =>
  received(element, (shown) => verifyIdentityToken(shown, { ...trust, audience }).token)

/** What was received, read and as text. */
export interface Received<Content> {
  readonly content: Content
  readonly text: XmlText
}

function received<Content>(
  element: XmlElement,
  verified: (shown: XmlElement) => Content,
): Received<Content> {
  try {
    const text = new XMLSerializer().serializeToString(element)
    return { content: verified(rootOf(text)), text: XmlText.of(text) }
  } catch (cause) {
    if (!isKnownError(cause)) throw cause
    throw new UpstreamAnswerInvalid('the token in it is not to be believed', { cause })
  }
}
