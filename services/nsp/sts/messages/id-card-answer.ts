import type { SoapEnvelope } from '../../soap/envelope.ts'
import { at, needed, textOf } from '../../xml/element.ts'
import type { XmlElement } from '../../xml/parse.ts'
import { type XmlText, xml } from '../../xml/template.ts'
import { bodyNamed, idCardIssuer } from './id-card-request.ts'
import { ID_CARD_CONTEXT, ID_CARD_TOKEN_TYPE, STS_NS, saml, wsa04, wst } from './names.ts'

/** What the STS answers when it has signed a card. */
export interface IdCardAnswer {
  /** The `saml:Assertion`, signed by the STS. */
  readonly card: XmlElement
  readonly issuer: string | null
}

/** Writes the body of the answer. */
export const writeIdCardAnswer = (parts: {
  readonly card: XmlText
  readonly issuer: string
  /** As the request had it. */
  readonly context: string | null
}): XmlText =>
  xml`<wst:RequestSecurityTokenResponse xmlns:wst="${STS_NS.wst}" Context="${parts.context ?? ID_CARD_CONTEXT}"><wst:TokenType>${ID_CARD_TOKEN_TYPE}</wst:TokenType><wst:RequestedSecurityToken>${parts.card}</wst:RequestedSecurityToken><wst:Status><wst:Code>${STS_NS.wst}/status/valid</wst:Code></wst:Status>${idCardIssuer(parts.issuer)}</wst:RequestSecurityTokenResponse>`

/**
 * Reads the answer. Whether the card is rightly signed is for the caller to see.
 *
 * @throws {XmlRefused} for another message, or one without a card
 */
export function readIdCardAnswer(envelope: SoapEnvelope): IdCardAnswer {
  const response = bodyNamed(envelope, 'RequestSecurityTokenResponse')
  return {
    card: needed(response, wst('RequestedSecurityToken'), saml('Assertion')),
    issuer: textOf(at(response, wst('Issuer'), wsa04('Address'))),
  }
}
