import type { X509Certificate } from 'node:crypto'
import { ds } from '../../../nsp/signature/algorithms.ts'
import { CLOCK_SKEW_MS } from '../../../nsp/signature/authorities.ts'
import { verifyEnveloped } from '../../../nsp/signature/verify.ts'
import type { ReceivedToken } from '../../../nsp/sts/messages/exchange-request.ts'
import { instantOf } from '../../../nsp/sts/messages/instant.ts'
import { saml } from '../../../nsp/sts/messages/names.ts'
import { at, attribute, children, needed, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import { IDENTITY_PROVIDER } from '../sign-in/bootstrap-token.ts'
import { refusal } from './refusals.ts'
import { heard, type StsTrust } from './trust.ts'

/** Attributes of a bootstrap token that is believed, by name. */
export type BootstrapFacts = ReadonlyMap<string, string>

/** What a bootstrap token has to be. */
export interface BootstrapDemand {
  readonly token: ReceivedToken
  readonly audience: string
  /** Who signed the message: the token is of use to that one alone. */
  readonly holder: X509Certificate
  readonly now: Date
}

/**
 * Verifies a bootstrap token.
 *
 * @throws {FaultAnswer} BadRequest for another kind of token, InvalidSecurityToken for one that is not of the sign-in or for
 *   somebody else, ExpiredData for one that has run out, FailedAuthentication where another holds it
 */
export function bootstrapFacts(trust: StsTrust, demand: BootstrapDemand): BootstrapFacts {
  const { token, now } = demand
  if (token.kind !== 'assertion')
    throw refusal('BadRequest', 'this exchange takes a bootstrap token, and no other kind')
  const [assertion, ...more] = token.assertions
  if (!assertion || more.length > 0)
    throw refusal('BadRequest', 'this exchange takes one bootstrap token')
  const signer = { by: 'holder', certificate: trust.identityProvider } as const
  const { element } = heard(() => verifyEnveloped(assertion, { signer }))
  return heard(() => {
    if (textOf(needed(element, saml('Issuer'))) !== IDENTITY_PROVIDER)
      throw refusal('InvalidSecurityToken', 'its issuer is not known')
    checkConditions(needed(element, saml('Conditions')), demand.audience, now)
    checkHolder(needed(element, saml('Subject')), demand.holder)
    return attributesOf(element)
  })
}

function checkConditions(conditions: XmlElement, audience: string, now: Date): void {
  const ends = instantOf(attribute(conditions, 'NotOnOrAfter'))
  if (ends === null) throw refusal('InvalidRequest', 'it does not say when it ends')
  if (now.getTime() >= ends.getTime() + CLOCK_SKEW_MS)
    throw refusal('ExpiredData', 'the bootstrap token has run out')
  if (textOf(at(conditions, saml('AudienceRestriction'), saml('Audience'))) !== audience)
    throw refusal('InvalidSecurityToken', 'the bootstrap token is for another exchange')
}

function checkHolder(subject: XmlElement, holder: X509Certificate): void {
  const data = needed(subject, saml('SubjectConfirmation'), saml('SubjectConfirmationData'))
  const text = textOf(at(data, ds('KeyInfo'), ds('X509Data'), ds('X509Certificate')))
  if (text?.replace(/\s/g, '') !== holder.raw.toString('base64'))
    throw refusal('FailedAuthentication', 'the bootstrap token is held by another')
}

function attributesOf(assertion: XmlElement): BootstrapFacts {
  const found = new Map<string, string>()
  for (const one of children(needed(assertion, saml('AttributeStatement')), saml('Attribute'))) {
    const value = textOf(at(one, saml('AttributeValue')))
    if (value !== null) found.set(attribute(one, 'Name') ?? '', value)
  }
  return found
}
