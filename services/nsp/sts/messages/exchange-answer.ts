import { dgwsTime } from '../../dgws/security.ts'
import type { SoapEnvelope } from '../../soap/envelope.ts'
import { NS, wsu } from '../../soap/namespaces.ts'
import { at, isNamed, needed, textOf } from '../../xml/element.ts'
import { XmlRefused } from '../../xml/errors.ts'
import type { XmlElement } from '../../xml/parse.ts'
import { type XmlText, xml } from '../../xml/template.ts'
import { appliesTo, audienceOf } from './exchange-request.ts'
import { instantOf } from './instant.ts'
import { EXCHANGE_TOKEN_TYPE, STS_NS, saml, wst13 } from './names.ts'

/** What an exchange is answered with. */
export interface ExchangeAnswer {
  /** The `saml:Assertion`: an id card or an identity token. */
  readonly token: XmlElement
  readonly audience: string | null
  readonly created: Date | null
  readonly expires: Date | null
}

/** Writes the body of the answer. */
export function writeExchangeAnswer(parts: {
  readonly token: XmlText
  readonly audience: string
  /** As the request had it. */
  readonly context: string | null
  readonly created: Date
  readonly expires: Date
}): XmlText {
  const { token, audience, context, created, expires } = parts
  const answers = context === null ? null : xml` Context="${context}"`
  return xml`<wst:RequestSecurityTokenResponseCollection xmlns:wst="${STS_NS.wst13}"><wst:RequestSecurityTokenResponse${answers}><wst:TokenType>${EXCHANGE_TOKEN_TYPE}</wst:TokenType><wst:RequestedSecurityToken>${token}</wst:RequestedSecurityToken>${appliesTo(audience)}<wst:Lifetime xmlns:wsu="${NS.wsu}"><wsu:Created>${dgwsTime(created)}</wsu:Created><wsu:Expires>${dgwsTime(expires)}</wsu:Expires></wst:Lifetime></wst:RequestSecurityTokenResponse></wst:RequestSecurityTokenResponseCollection>`
}

/**
 * Reads the answer. Whether the token is rightly signed is for the caller to see.
 *
 * @throws {XmlRefused} for another message, one without a token, or one with several
 */
export function readExchangeAnswer({ body }: SoapEnvelope): ExchangeAnswer {
  if (body === null || !isNamed(body, wst13('RequestSecurityTokenResponseCollection')))
    throw new XmlRefused('its body is no RequestSecurityTokenResponseCollection')
  const response = needed(body, wst13('RequestSecurityTokenResponse'))
  const lifetime = (name: string) => instantOf(textOf(at(response, wst13('Lifetime'), wsu(name))))
  return {
    token: needed(response, wst13('RequestedSecurityToken'), saml('Assertion')),
    audience: audienceOf(response),
    created: lifetime('Created'),
    expires: lifetime('Expires'),
  }
}
