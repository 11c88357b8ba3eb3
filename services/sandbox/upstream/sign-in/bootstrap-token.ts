import { randomUUID } from 'node:crypto'
import { dgwsTime } from '../../../nsp/dgws/security.ts'
import { DS } from '../../../nsp/signature/algorithms.ts'
import { signEnveloped } from '../../../nsp/signature/sign.ts'
import { certificateText, type SigningKey } from '../../../nsp/signature/signing-key.ts'
import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import { type TestPerson, workplaceOf } from '../../domain/world/people.ts'

/** Of whom the sandbox's STS takes bootstrap tokens, and for whom they have to be. */
export const IDENTITY_PROVIDER = 'https://login.sandbox.example'
/** For whom a bootstrap token of a member of staff has to be. */
export const STAFF_AUDIENCE = 'https://sts.sosi.dk/'
/** For whom a bootstrap token of a citizen has to be. */
export const CITIZEN_AUDIENCE = 'https://bootstrap.sts.nspop.dk/'

const LIFETIME_MS = 3_600_000
const EID = 'https://data.gov.dk/model/core/eid'
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

/** What a bootstrap token is made of. */
export interface BootstrapWish {
  readonly signedIn: TestPerson
  /** PEM; only who has its key may exchange the token. */
  readonly holder: string
  readonly signingKey: SigningKey
  readonly now: Date
}

/**
 * Makes a bootstrap token as a sign-in with OIO SAML 3 does: signed, for an hour, of use to its holder alone.
 *
 * @see OIO SAML Web SSO profile 3.0, bootstrap tokens
 */
export function bootstrapToken({ signedIn, holder, signingKey, now }: BootstrapWish): XmlText {
  const { kind, person } = signedIn
  const subject = `urn:uuid:${person.uuid}`
  const ends = dgwsTime(new Date(now.getTime() + LIFETIME_MS))
  const audience = kind === 'citizen' ? CITIZEN_AUDIENCE : STAFF_AUDIENCE
  const attributes = [...attributesOf(signedIn)].map(([name, value]) => attribute(name, value))
  const token = xml`<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${randomUUID()}" IssueInstant="${dgwsTime(now)}" Version="2.0"><saml:Issuer>${IDENTITY_PROVIDER}</saml:Issuer><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${subject}</saml:NameID>${confirmation(holder)}</saml:Subject><saml:Conditions NotOnOrAfter="${ends}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AttributeStatement>${attributes}</saml:AttributeStatement></saml:Assertion>`
  return signEnveloped(token, { signingKey, algorithm: 'rsa-sha256', after: 'Issuer' })
}

const confirmation = (holder: string): XmlText =>
  xml`<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"><saml:SubjectConfirmationData xmlns:xsi="${XSI}" xsi:type="saml:KeyInfoConfirmationDataType"><ds:KeyInfo xmlns:ds="${DS}"><ds:X509Data><ds:X509Certificate>${certificateText(holder)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></saml:SubjectConfirmationData></saml:SubjectConfirmation>`

const attribute = (name: string, value: string): XmlText =>
  xml`<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`

function attributesOf({ kind, person }: TestPerson): ReadonlyMap<string, string> {
  const { uuid, cpr, givenName, surname } = person
  const common = [
    ['https://data.gov.dk/model/core/specVersion', 'OIO-SAML-3.0'],
    ['https://data.gov.dk/concept/core/nsis/loa', 'High'],
    [`${EID}/fullName`, `${givenName} ${surname}`],
    [`${EID}/cprNumber`, cpr],
  ] as const
  if (kind === 'citizen') return new Map([...common, [`${EID}/cprUuid`, `urn:uuid:${uuid}`]])
  return new Map([
    ...common,
    ['https://healthcare.data.gov.dk/model/core/specVersion', 'OIO-SAML-H-3.0'],
    [`${EID}/professional/uuid/persistent`, `urn:uuid:${uuid}`],
    [`${EID}/professional/cvr`, person.cvr],
    [`${EID}/professional/orgName`, workplaceOf(person)],
  ])
}
