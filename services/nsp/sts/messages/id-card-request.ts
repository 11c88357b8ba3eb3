import { randomUUID } from 'node:crypto'
import { dgwsTime } from '../../dgws/security.ts'
import { headerOf, type SoapEnvelope, writeEnvelope } from '../../soap/envelope.ts'
import { NS, wsse, wsu } from '../../soap/namespaces.ts'
import { at, attribute, needed, textOf } from '../../xml/element.ts'
import { XmlRefused } from '../../xml/errors.ts'
import type { XmlElement } from '../../xml/parse.ts'
import { type XmlText, xml } from '../../xml/template.ts'
import { ID_CARD_CONTEXT, ID_CARD_TOKEN_TYPE, STS_NS, saml, wsa04, wst } from './names.ts'

/** A card that its holder signed, sent to be signed by the STS. */
export interface IdCardRequest {
  /** The `saml:Assertion`, as it was signed. */
  readonly card: XmlElement
  readonly issuer: string | null
  readonly context: string | null
  /** Of the message; null where it has no timestamp. */
  readonly created: string | null
}

/**
 * Writes the whole message that asks for a signed id card.
 *
 * @param card the signed assertion, with its own declarations
 */
export function writeIdCardRequest(parts: {
  readonly card: XmlText
  readonly issuer: string
  readonly now: Date
}): XmlText {
  const { card, issuer, now } = parts
  return writeEnvelope({
    version: '1.1',
    headers: [idCardSecurity(now)],
    body: xml`<wst:RequestSecurityToken xmlns:wst="${STS_NS.wst}" Context="${ID_CARD_CONTEXT}"><wst:TokenType>${ID_CARD_TOKEN_TYPE}</wst:TokenType><wst:RequestType>${STS_NS.wst}/Issue</wst:RequestType><wst:Claims>${card}</wst:Claims>${idCardIssuer(issuer)}</wst:RequestSecurityToken>`,
  })
}

/**
 * Reads the message that asks for a signed id card.
 *
 * @throws {XmlRefused} for another message, or one without a card
 */
export function readIdCardRequest(envelope: SoapEnvelope): IdCardRequest {
  const request = bodyNamed(envelope, 'RequestSecurityToken')
  return {
    card: needed(request, wst('Claims'), saml('Assertion')),
    issuer: textOf(at(request, wst('Issuer'), wsa04('Address'))),
    context: attribute(request, 'Context'),
    created: createdOf(envelope),
  }
}

/** The header of both directions: a timestamp, and an id that nothing refers to. */
export const idCardSecurity = (now: Date): XmlText =>
  xml`<wsse:Security xmlns:wsse="${NS.wsse}" id="${randomUUID()}"><wsu:Timestamp xmlns:wsu="${NS.wsu}"><wsu:Created>${dgwsTime(now)}</wsu:Created></wsu:Timestamp></wsse:Security>`

/** Who wrote the message, in both directions; of the addressing that came before 1.0. */
export const idCardIssuer = (issuer: string): XmlText =>
  xml`<wst:Issuer><wsa:Address xmlns:wsa="${STS_NS.wsa04}">${issuer}</wsa:Address></wst:Issuer>`

/** The body of a message of the id card call. @throws {XmlRefused} where it is another */
export function bodyNamed({ body }: SoapEnvelope, name: string): XmlElement {
  if (body?.localName === name && body.namespaceURI === STS_NS.wst) return body
  throw new XmlRefused(`its body is no ${name}`)
}

/** When a message says that it was written; null where it does not. */
export function createdOf(envelope: SoapEnvelope): string | null {
  const security = headerOf(envelope, wsse('Security'))
  return textOf(security && at(security, wsu('Timestamp'), wsu('Created')))
}
