import { DS } from '../signature/algorithms.ts'
import { NS } from '../soap/namespaces.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { ID_CARD_ID, ID_CARD_SIGNATURE_ID, type IdCard, type IdCardUser } from './id-card.ts'
import { dgwsTime } from './security.ts'

const HOLDER_OF_KEY = 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'

/** Writes a card without a signature, in the order of the standard. */
export function writeIdCard(card: IdCard): XmlText {
  const { subject, system } = card
  const confirmation = xml`<saml:SubjectConfirmation><saml:ConfirmationMethod>${HOLDER_OF_KEY}</saml:ConfirmationMethod><saml:SubjectConfirmationData><ds:KeyInfo xmlns:ds="${DS}"><ds:KeyName>${ID_CARD_SIGNATURE_ID}</ds:KeyName></ds:KeyInfo></saml:SubjectConfirmationData></saml:SubjectConfirmation>`
  const statements = [
    statement('IDCardData', [
      attribute('sosi:IDCardID', card.id),
      attribute('sosi:IDCardVersion', card.version),
      attribute('sosi:IDCardType', card.kind),
      attribute('sosi:AuthenticationLevel', String(card.level)),
      attribute('sosi:OCESCertHash', card.certificateHash),
    ]),
    card.kind === 'user' ? statement('UserLog', userAttributes(card.user)) : null,
    statement('SystemLog', [
      attribute('medcom:ITSystemName', system.name),
      attribute('medcom:CareProviderID', system.careProviderId, system.careProviderIdFormat),
      attribute('medcom:CareProviderName', system.careProvider),
    ]),
  ]
  return xml`<saml:Assertion xmlns:saml="${NS.saml}" IssueInstant="${dgwsTime(card.issuedAt)}" Version="2.0" id="${ID_CARD_ID}"><saml:Issuer>${card.issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${subject.format}">${subject.name}</saml:NameID>${confirmation}</saml:Subject><saml:Conditions NotBefore="${dgwsTime(card.notBefore)}" NotOnOrAfter="${dgwsTime(card.notOnOrAfter)}"/>${statements}</saml:Assertion>`
}

const userAttributes = (user: IdCardUser) => [
  attribute('medcom:UserCivilRegistrationNumber', user.cpr),
  attribute('medcom:UserGivenName', user.givenName),
  attribute('medcom:UserSurName', user.surname),
  attribute('medcom:UserEmailAddress', user.email),
  attribute('medcom:UserRole', user.role),
  attribute('medcom:UserAuthorizationCode', user.authorisationCode),
  attribute('medcom:UserOccupation', user.occupation),
]

const statement = (id: string, attributes: readonly (XmlText | null)[]): XmlText =>
  xml`<saml:AttributeStatement id="${id}">${attributes}</saml:AttributeStatement>`

function attribute(name: string, value: string | null, format?: string): XmlText | null {
  if (value === null) return null
  const kind = format === undefined ? null : xml` NameFormat="${format}"`
  return xml`<saml:Attribute Name="${name}"${kind}><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`
}
