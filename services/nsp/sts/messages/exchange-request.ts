import { randomUUID } from 'node:crypto'
import { dgwsTime } from '../../dgws/security.ts'
import { writeAddressing } from '../../soap/addressing.ts'
import type { EnvelopeParts } from '../../soap/envelope.ts'
import { NS, wsa, wsse } from '../../soap/namespaces.ts'
import { at, attribute, elementsOf, isNamed, needed, textOf } from '../../xml/element.ts'
import { XmlRefused } from '../../xml/errors.ts'
import type { XmlElement } from '../../xml/parse.ts'
import { type XmlText, xml } from '../../xml/template.ts'
import { readClaims, writeClaims } from './claims.ts'
import {
  EXCHANGE_ACTION,
  EXCHANGE_TOKEN_TYPE,
  JWT_VALUE_TYPE,
  SIGNED_PARTS,
  STS_NS,
  saml,
  wsp,
  wst13,
  wst14,
} from './names.ts'

/** The token that is to be exchanged, as it is sent. */
export type SentToken =
  /** A signed `saml:Assertion`, as it was signed. */
  | { readonly kind: 'assertion'; readonly assertion: XmlText }
  | { readonly kind: 'jwt'; readonly jwt: string }

/** The token that is to be exchanged, as it came. */
export type ReceivedToken =
  /** Several where a message holds a context token beside it. */
  | { readonly kind: 'assertion'; readonly assertions: readonly XmlElement[] }
  | { readonly kind: 'jwt'; readonly jwt: string }
  | { readonly kind: 'unknown' }

/** What is asked for. */
export interface ExchangeRequest {
  readonly token: ReceivedToken
  /** Whom the new token is for. */
  readonly audience: string
  /** By URI. */
  readonly claims: ReadonlyMap<string, string>
  readonly tokenType: string | null
  readonly requestType: string | null
  readonly context: string | null
}

/**
 * Writes the parts of an exchange, but for the signature that has to cover the four of {@link SIGNED_PARTS}.
 *
 * @returns the envelope's parts; in `headers` the `wsse:Security` stands first, and is where the signature goes
 */
export function writeExchangeRequest(parts: {
  readonly token: SentToken
  readonly audience: string
  readonly claims: ReadonlyMap<string, string>
  readonly messageId: string
  readonly now: Date
}): EnvelopeParts {
  const { token, audience, claims, messageId, now } = parts
  const security = xml`<wsse:Security xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}" mustUnderstand="1"><wsu:Timestamp wsu:Id="${SIGNED_PARTS.timestamp}"><wsu:Created>${dgwsTime(now)}</wsu:Created></wsu:Timestamp></wsse:Security>`
  return {
    version: '1.1',
    headers: [security, ...writeAddressing({ action: EXCHANGE_ACTION, messageId }, SIGNED_PARTS)],
    bodyId: SIGNED_PARTS.body,
    body: xml`<wst:RequestSecurityToken xmlns:wst="${STS_NS.wst13}" Context="urn:uuid:${randomUUID()}"><wst:TokenType>${EXCHANGE_TOKEN_TYPE}</wst:TokenType><wst:RequestType>${STS_NS.wst13}/Issue</wst:RequestType><wst14:ActAs xmlns:wst14="${STS_NS.wst14}">${written(token)}</wst14:ActAs>${appliesTo(audience)}${writeClaims(claims)}</wst:RequestSecurityToken>`,
  }
}

/** Whom a token is for, in both directions. */
export const appliesTo = (audience: string): XmlText =>
  xml`<wsp:AppliesTo xmlns:wsp="${STS_NS.wsp}"><wsa:EndpointReference xmlns:wsa="${NS.wsa}"><wsa:Address>${audience}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo>`

/** The audience that {@link appliesTo} wrote; null where there is none. */
export const audienceOf = (element: XmlElement): string | null =>
  textOf(at(element, wsp('AppliesTo'), wsa('EndpointReference'), wsa('Address')))

/**
 * Reads an exchange. Signatures are for the caller to see, who hands over the element that was signed.
 *
 * @param request the one element of the body
 * @throws {XmlRefused} for another message, or one without token or audience
 */
export function readExchangeRequest(request: XmlElement | null): ExchangeRequest {
  if (request === null || !isNamed(request, wst13('RequestSecurityToken')))
    throw new XmlRefused('its body is no RequestSecurityToken')
  const audience = audienceOf(request)
  if (audience === null) throw new XmlRefused('AppliesTo is missing')
  return {
    token: tokenOf(needed(request, wst14('ActAs'))),
    audience,
    claims: readClaims(request),
    tokenType: textOf(at(request, wst13('TokenType'))),
    requestType: textOf(at(request, wst13('RequestType'))),
    context: attribute(request, 'Context'),
  }
}

const written = (token: SentToken): XmlText =>
  token.kind === 'assertion'
    ? token.assertion
    : xml`<wsse:BinarySecurityToken xmlns:wsse="${NS.wsse}" ValueType="${JWT_VALUE_TYPE}">${token.jwt}</wsse:BinarySecurityToken>`

function tokenOf(actAs: XmlElement): ReceivedToken {
  const held = elementsOf(actAs)
  const [first] = held
  if (first && held.every((element) => isNamed(element, saml('Assertion'))))
    return { kind: 'assertion', assertions: held }
  const isJwt =
    first &&
    held.length === 1 &&
    isNamed(first, wsse('BinarySecurityToken')) &&
    attribute(first, 'ValueType') === JWT_VALUE_TYPE
  const jwt = isJwt ? textOf(first) : null
  return jwt === null ? { kind: 'unknown' } : { kind: 'jwt', jwt }
}
