import { dgwsTime } from '../dgws/security.ts'
import { NS } from '../soap/namespaces.ts'
import { type XmlText, xml } from '../xml/template.ts'
import { type Hsuid, type HsuidUser, USER_TYPES } from './hsuid.ts'

/**
 * Writes the header. Its schema wants `NameFormat` at each attribute but has no word for what most of them hold; as the
 * platform's own clients do, it is written where there is one.
 */
export function writeHsuid(hsuid: Hsuid): XmlText {
  const { system } = hsuid
  const attributes = [
    attribute('CitizenCivilRegistrationNumber', hsuid.citizen),
    attribute('UserType', USER_TYPES[hsuid.user.kind]),
    attribute('ActingUserCivilRegistrationNumber', hsuid.user.cpr),
    ...userAttributes(hsuid.user),
    attribute('SystemOwnerName', system.owner),
    attribute('SystemName', system.name),
    attribute('SystemVersion', system.version),
    attribute('OrgResponsibleName', system.responsibleOrganisation),
    attribute('ConsentOverride', String(hsuid.consentOverride)),
  ]
  return xml`<hsuid:HsuidHeader xmlns:hsuid="${NS.hsuid}"><hsuid:Assertion IssueInstant="${dgwsTime(hsuid.issuedAt)}" Version="2.0" id="HSUID"><hsuid:Issuer>${hsuid.issuer}</hsuid:Issuer><hsuid:AttributeStatement id="HSUIDdata">${attributes}</hsuid:AttributeStatement></hsuid:Assertion></hsuid:HsuidHeader>`
}

const userAttributes = (user: HsuidUser) =>
  user.kind === 'citizen'
    ? [attribute('CitizenUserRelation', user.relation)]
    : [
        attribute('OrgUsingID', user.organisation?.code ?? null, user.organisation?.format),
        attribute('ResponsibleUserCivilRegistrationNumber', user.responsibleCpr),
        attribute('ResponsibleUserAuthorizationCode', user.responsibleAuthorisationCode),
      ]

function attribute(name: string, value: string | null, format?: string): XmlText | null {
  if (value === null) return null
  const kind = format === undefined ? null : xml` NameFormat="${format}"`
  return xml`<hsuid:Attribute Name="nsi:${name}"${kind}><hsuid:AttributeValue>${value}</hsuid:AttributeValue></hsuid:Attribute>`
}
