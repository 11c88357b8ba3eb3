import { readTime } from '../dgws/time.ts'
import { ds } from '../signature/algorithms.ts'
import { CLOCK_SKEW_MS } from '../signature/authorities.ts'
import { SignatureInvalid } from '../signature/errors.ts'
import { securityOf } from '../signature/sign-message.ts'
import { asInvalid } from '../signature/verify.ts'
import { verifyMessage } from '../signature/verify-message.ts'
import { NS, wsse, wsu } from '../soap/namespaces.ts'
import { at, elementsOf, needed, textOf } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse.ts'
import { IdentityTokenRefused } from './errors.ts'
import {
  asRefused,
  type IdentityTokenTrust,
  type VerifiedIdentityToken,
  verifyIdentityToken,
} from './identity-token-verify.ts'

/** A message that is believed. Values are to be read from here and not from the envelope. */
export interface VerifiedIdwsMessage extends VerifiedIdentityToken {
  readonly action: string
  readonly messageId: string
  readonly created: Date
  /** The one element of the body, read from the bytes that were signed; null for an empty body. */
  readonly body: XmlElement | null
}

/** How a message is believed. */
export interface IdwsMessageTrust extends IdentityTokenTrust {
  /** Verifies the token, as {@link verifyIdentityToken} does where it is absent; for those who know tokens from before. */
  readonly verifyToken?: typeof verifyIdentityToken
}

/**
 * Verifies a message and the token in it. The token's holder has to have signed it, over the token too, within five minutes of
 * now.
 *
 * @param envelope the root
 * @throws {SignatureInvalid} where a signature does not hold, covers less than it has to, or is of another than the holder
 * @throws {IdentityTokenRefused} for a token that is not taken, or a message that is too old
 */
export function verifyIdwsMessage(
  envelope: XmlElement,
  { verifyToken = verifyIdentityToken, ...trust }: IdwsMessageTrust,
): VerifiedIdwsMessage {
  const assertion = asRefused(() =>
    needed(securityOf(envelope), { ns: NS.saml, name: 'Assertion' }),
  )
  const verified = verifyToken(assertion, trust)
  asInvalid(() => checkKeyInfo(securityOf(envelope), verified.token.id))
  const message = verifyMessage(envelope, {
    signer: { by: 'holder', certificate: verified.holder },
  })
  if (!message.coversToken) throw new SignatureInvalid('it leaves out the token')
  const created = asRefused(() => readTime(textOf(at(message.timestamp, wsu('Created')))))
  if (Math.abs(trust.now.getTime() - created.getTime()) > CLOCK_SKEW_MS)
    throw new IdentityTokenRefused('expired', 'the message was not made within five minutes')
  const [body = null, ...more] = elementsOf(message.body)
  if (more.length > 0) throw new IdentityTokenRefused('form', 'the body holds several elements')
  return {
    ...{ ...verified, created, body },
    action: textOf(message.action) ?? '',
    messageId: textOf(message.messageId) ?? '',
  }
}

// The key is named by the token, or by the holder's certificate, which is compared as the signature is verified.
function checkKeyInfo(security: XmlElement, tokenId: string): void {
  const [name, ...more] = elementsOf(needed(security, ds('Signature'), ds('KeyInfo')))
  if (!name || more.length > 0) throw new SignatureInvalid('it names its key in an unknown way')
  if (name.localName === 'X509Data') return
  const identifier = at(name, wsse('KeyIdentifier'))
  if (textOf(identifier) !== tokenId)
    throw new SignatureInvalid('another token than the one shown names its key')
}
