import { readTime } from '../dgws/time.ts'
import { ds } from '../signature/algorithms.ts'
import { NS } from '../soap/namespaces.ts'
import { at, attribute, children, isNamed, namesIn, needed, textOf } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import {
  CLAIM_NAMES,
  HOLDER_OF_KEY,
  type IdentityClaims,
  type IdentityToken,
} from './identity-token.ts'

const saml = namesIn(NS.saml)

/**
 * Reads a token. Whether it is to be believed is another matter: see `verifyIdentityToken`.
 *
 * @param element `saml:Assertion`
 * @throws {XmlRefused} for what is no assertion, or none that a key confirms
 */
export function readIdentityToken(element: XmlElement): IdentityToken {
  if (!isNamed(element, saml('Assertion'))) throw new XmlRefused('it is no assertion')
  const subject = needed(element, saml('Subject'))
  const nameId = needed(subject, saml('NameID'))
  const conditions = needed(element, saml('Conditions'))
  const issuedAt = readTime(attribute(element, 'IssueInstant'))
  const notBefore = attribute(conditions, 'NotBefore')
  return {
    id: present(attribute(element, 'ID'), 'ID'),
    issuer: present(textOf(needed(element, saml('Issuer'))), 'Issuer'),
    subject: {
      format: attribute(nameId, 'Format') ?? '',
      name: present(textOf(nameId), 'NameID'),
    },
    holder: holderIn(subject),
    issuedAt,
    notBefore: notBefore === null ? issuedAt : readTime(notBefore),
    notOnOrAfter: readTime(attribute(conditions, 'NotOnOrAfter')),
    audience: present(
      textOf(at(conditions, saml('AudienceRestriction'), saml('Audience'))),
      'Audience',
    ),
    claims: claimsOf(element),
  }
}

/** The values of an assertion's attributes, by name. @throws {XmlRefused} where one stands there twice */
export function attributesOf(assertion: XmlElement): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>()
  for (const statement of children(assertion, saml('AttributeStatement'))) {
    for (const one of children(statement, saml('Attribute'))) {
      const name = attribute(one, 'Name') ?? ''
      if (found.has(name)) throw new XmlRefused('an attribute of an assertion stands there twice')
      found.set(name, textOf(at(one, saml('AttributeValue'))))
    }
  }
  return found
}

/** Base64 of the certificate whose key confirms an assertion. @throws {XmlRefused} where none does */
export function holderIn(subject: XmlElement): string {
  const confirmation = needed(subject, saml('SubjectConfirmation'))
  if (attribute(confirmation, 'Method') !== HOLDER_OF_KEY)
    throw new XmlRefused('an assertion is confirmed by no key')
  const data = needed(confirmation, saml('SubjectConfirmationData'))
  const path = [ds('KeyInfo'), ds('X509Data'), ds('X509Certificate')]
  return present(textOf(needed(data, ...path)), 'X509Certificate').replace(/\s/g, '')
}

function claimsOf(assertion: XmlElement): IdentityClaims {
  const values = attributesOf(assertion)
  const of = (claim: keyof IdentityClaims) => values.get(CLAIM_NAMES[claim]) ?? null
  return {
    ...{ assuranceLevel: of('assuranceLevel'), cpr: of('cpr'), cvr: of('cvr') },
    ...{ authorisationCode: of('authorisationCode'), educationCode: of('educationCode') },
    ...{ itSystemName: of('itSystemName'), givenName: of('givenName'), surname: of('surname') },
    ...{ privileges: of('privileges'), subjectRelations: of('subjectRelations') },
  }
}

function present(text: string | null, name: string): string {
  if (text === null) throw new XmlRefused(`${name} is missing`)
  return text
}
