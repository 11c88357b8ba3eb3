import { NS } from '../soap/namespaces.ts'
import { attribute, children, isNamed, namesIn, needed, textOf } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { ID_CARD_ID, type IdCard, type IdCardFacts, type IdCardUser } from './id-card.ts'
import { readTime } from './time.ts'

const saml = namesIn(NS.saml)

/**
 * Reads a card. Whether it is to be believed is another matter: see `verifyIdCard`.
 *
 * @param element `saml:Assertion`
 * @throws {XmlRefused} for what is no id card
 */
export function readIdCard(element: XmlElement): IdCard {
  if (!isNamed(element, saml('Assertion')) || attribute(element, 'id') !== ID_CARD_ID)
    throw new XmlRefused('it is no id card')
  const data = attributesIn(element, 'IDCardData')
  const facts = factsOf(element, data)
  const kind = data.text('sosi:IDCardType')
  if (kind === 'system') return { ...facts, kind }
  if (kind === 'user') return { ...facts, kind, user: userOf(attributesIn(element, 'UserLog')) }
  throw new XmlRefused('an id card is of an unknown type')
}

function factsOf(element: XmlElement, data: Attributes): IdCardFacts {
  const conditions = needed(element, saml('Conditions'))
  const subject = needed(element, saml('Subject'), saml('NameID'))
  const log = attributesIn(element, 'SystemLog')
  return {
    id: data.text('sosi:IDCardID'),
    version: data.text('sosi:IDCardVersion'),
    issuer: present(textOf(needed(element, saml('Issuer'))), 'Issuer'),
    subject: {
      format: attribute(subject, 'Format') ?? '',
      name: present(textOf(subject), 'NameID').replace(/\s+/g, ' '),
    },
    issuedAt: readTime(attribute(element, 'IssueInstant')),
    notBefore: readTime(attribute(conditions, 'NotBefore')),
    notOnOrAfter: readTime(attribute(conditions, 'NotOnOrAfter')),
    level: levelOf(data.text('sosi:AuthenticationLevel')),
    certificateHash: data.textOrNull('sosi:OCESCertHash'),
    system: {
      name: log.text('medcom:ITSystemName'),
      careProviderId: log.text('medcom:CareProviderID'),
      careProviderIdFormat: log.format('medcom:CareProviderID'),
      careProvider: log.text('medcom:CareProviderName'),
    },
  }
}

const userOf = (log: Attributes): IdCardUser => ({
  cpr: log.text('medcom:UserCivilRegistrationNumber'),
  givenName: log.text('medcom:UserGivenName'),
  surname: log.text('medcom:UserSurName'),
  email: log.textOrNull('medcom:UserEmailAddress'),
  role: log.textOrNull('medcom:UserRole'),
  authorisationCode: log.textOrNull('medcom:UserAuthorizationCode'),
  occupation: log.textOrNull('medcom:UserOccupation'),
})

/** Attributes of one statement, by name. */
interface Attributes {
  text(name: string): string
  textOrNull(name: string): string | null
  format(name: string): string
}

function attributesIn(element: XmlElement, id: string): Attributes {
  const statements = children(element, saml('AttributeStatement')).filter(
    (one) => attribute(one, 'id') === id,
  )
  const [statement] = statements
  if (!statement || statements.length > 1) throw new XmlRefused(`${id} is missing, or there twice`)
  const found = new Map<string, XmlElement>()
  for (const one of children(statement, saml('Attribute'))) {
    const name = attribute(one, 'Name') ?? ''
    if (found.has(name)) throw new XmlRefused('an attribute of an id card stands there twice')
    found.set(name, one)
  }
  const textOrNull = (name: string) => {
    const one = found.get(name)
    return one ? textOf(needed(one, saml('AttributeValue'))) : null
  }
  return {
    textOrNull,
    text: (name) => present(textOrNull(name), name),
    format: (name) => attribute(found.get(name) ?? null, 'NameFormat') ?? '',
  }
}

function present(text: string | null, name: string): string {
  if (text === null) throw new XmlRefused(`${name} is missing`)
  return text
}

function levelOf(text: string): IdCard['level'] {
  const level = ([1, 2, 3, 4, 5] as const).find((one) => String(one) === text)
  if (!level) throw new XmlRefused('an id card has an unknown level')
  return level
}
