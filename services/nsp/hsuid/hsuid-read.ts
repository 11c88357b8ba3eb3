import { readTime } from '../dgws/time.ts'
import { NS } from '../soap/namespaces.ts'
import { attribute, children, namesIn, needed, textOf } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type Hsuid, type HsuidOrganisation, type HsuidUser, USER_TYPES } from './hsuid.ts'

const hsuid = namesIn(NS.hsuid)

const FORMATS = ['nsi:sor', 'nsi:skskode', 'nsi:ynumber'] as const

/**
 * Reads the header.
 *
 * @param element `hsuid:HsuidHeader`
 * @throws {XmlRefused} where something is missing, stands there twice, or is not what the standard knows
 */
export function readHsuid(element: XmlElement): Hsuid {
  const assertion = needed(element, hsuid('Assertion'))
  const of = attributesOf(needed(assertion, hsuid('AttributeStatement')))
  const override = of.text('ConsentOverride')
  if (override !== 'true' && override !== 'false')
    throw new XmlRefused('ConsentOverride says what it may not')
  return {
    issuedAt: readTime(attribute(assertion, 'IssueInstant')),
    issuer: present(textOf(needed(assertion, hsuid('Issuer'))), 'Issuer'),
    citizen: of.text('CitizenCivilRegistrationNumber'),
    user: userOf(of),
    consentOverride: override === 'true',
    system: {
      owner: of.text('SystemOwnerName'),
      name: of.text('SystemName'),
      version: of.text('SystemVersion'),
      responsibleOrganisation: of.text('OrgResponsibleName'),
    },
  }
}

function userOf(of: Attributes): HsuidUser {
  const type = of.text('UserType')
  const cpr = of.text('ActingUserCivilRegistrationNumber')
  if (type === USER_TYPES.citizen)
    return { kind: 'citizen', cpr, relation: of.textOrNull('CitizenUserRelation') }
  if (type !== USER_TYPES.professional) throw new XmlRefused('UserType says what it may not')
  return {
    ...{ kind: 'professional', cpr, organisation: organisationOf(of) },
    responsibleCpr: of.textOrNull('ResponsibleUserCivilRegistrationNumber'),
    responsibleAuthorisationCode: of.textOrNull('ResponsibleUserAuthorizationCode'),
  }
}

function organisationOf(of: Attributes): HsuidOrganisation | null {
  const code = of.textOrNull('OrgUsingID')
  if (code === null) return null
  const format = FORMATS.find((one) => one === of.format('OrgUsingID'))
  if (!format) throw new XmlRefused('OrgUsingID is of an unknown kind')
  return { format, code }
}

/** Attributes of the statement, by name without `nsi:`. */
interface Attributes {
  text(name: string): string
  textOrNull(name: string): string | null
  format(name: string): string | null
}

function attributesOf(statement: XmlElement): Attributes {
  const found = new Map<string, XmlElement>()
  for (const one of children(statement, hsuid('Attribute'))) {
    const name = attribute(one, 'Name') ?? ''
    if (found.has(name)) throw new XmlRefused('an attribute of HSUID stands there twice')
    found.set(name, one)
  }
  const textOrNull = (name: string) => {
    const one = found.get(`nsi:${name}`)
    return one ? textOf(needed(one, hsuid('AttributeValue'))) : null
  }
  return {
    textOrNull,
    text: (name) => present(textOrNull(name), name),
    format: (name) => attribute(found.get(`nsi:${name}`) ?? null, 'NameFormat'),
  }
}

function present(text: string | null, name: string): string {
  if (text === null) throw new XmlRefused(`${name} is missing`)
  return text
}
