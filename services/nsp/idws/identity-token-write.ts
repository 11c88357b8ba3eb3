import { DS, type SignatureAlgorithm } from '../signature/algorithms.ts'
import { signEnveloped } from '../signature/sign.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import { NS } from '../soap/namespaces.ts'
import { type XmlText, xml } from '../xml/template.ts'
import {
  CLAIM_NAMES,
  HOLDER_OF_KEY,
  type IdentityClaims,
  type IdentityToken,
  SPECIFICATION,
} from './identity-token.ts'

const NAMES = xml`xmlns:saml="${NS.saml}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
const BASIC = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic'

/** Writes a token without a signature. */
export function writeIdentityToken(token: IdentityToken): XmlText {
  const { subject, claims } = token
  const confirmation = xml`<saml:SubjectConfirmation Method="${HOLDER_OF_KEY}"><saml:SubjectConfirmationData xsi:type="saml:KeyInfoConfirmationDataType"><ds:KeyInfo xmlns:ds="${DS}"><ds:X509Data><ds:X509Certificate>${token.holder}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></saml:SubjectConfirmationData></saml:SubjectConfirmation>`
  const attributes = (Object.keys(CLAIM_NAMES) as (keyof IdentityClaims)[]).map((name) =>
    attribute(CLAIM_NAMES[name], claims[name]),
  )
  const conditions = xml`<saml:Conditions NotBefore="${token.notBefore.toISOString()}" NotOnOrAfter="${token.notOnOrAfter.toISOString()}"><saml:AudienceRestriction><saml:Audience>${token.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`
  return xml`<saml:Assertion ${NAMES} ID="${token.id}" IssueInstant="${token.issuedAt.toISOString()}" Version="2.0"><saml:Issuer>${token.issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${subject.format}">${subject.name}</saml:NameID>${confirmation}</saml:Subject>${conditions}<saml:AttributeStatement>${attribute(SPECIFICATION.name, SPECIFICATION.value)}${attributes}</saml:AttributeStatement></saml:Assertion>`
}

/**
 * Writes a token and signs it, right after its issuer as SAML wants it.
 *
 * @param algorithm `rsa-sha256` where it is absent
 */
export const signIdentityToken = (
  token: IdentityToken,
  signingKey: SigningKey,
  algorithm: SignatureAlgorithm = 'rsa-sha256',
): XmlText => signEnveloped(writeIdentityToken(token), { signingKey, algorithm, after: 'Issuer' })

const attribute = (name: string, value: string | null): XmlText | null =>
  value === null
    ? null
    : xml`<saml:Attribute Name="${name}" NameFormat="${BASIC}"><saml:AttributeValue xsi:type="xs:string">${value}</saml:AttributeValue></saml:Attribute>`
