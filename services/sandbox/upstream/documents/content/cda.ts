import { OID } from '../../../../nsp/xds/document-types.ts'
import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import { addressOf } from '../../../domain/world/addresses.ts'
import type { OrganisationKey } from '../../../domain/world/document-story.ts'
import { ORGANISATIONS, PRACTICE_YDERNUMMER } from '../../../domain/world/organisations.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import { cdaTime } from './world-time.ts'

/** MedCom's root, under which its documents are numbered. */
export const MEDCOM = '1.2.208.184'

/** What the head of a CDA document says. */
export interface CdaHead {
  /** Templates in order, each with its version where it has one. */
  readonly templates: readonly { readonly root: string; readonly extension?: string }[]
  /** UUID below MedCom's root. */
  readonly id: string
  readonly code: XmlText
  readonly title: string
  readonly created: Date
  readonly citizen: Citizen
  readonly authors: readonly XmlText[]
  readonly custodian: OrganisationKey
  /** `documentationOf` elements. */
  readonly services: readonly XmlText[]
}

/** Writes a whole CDA document around its sections. */
export function clinicalDocument(head: CdaHead, sections: readonly XmlText[]): Buffer {
  const text = xml`<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" classCode="DOCCLIN" moodCode="EVN"><realmCode code="DK"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>${head.templates.map(
    template,
  )}<id root="${MEDCOM}" extension="${head.id}" assigningAuthorityName="MedCom"/>${head.code}<title>${head.title}</title><effectiveTime value="${cdaTime(
    head.created,
  )}"/><confidentialityCode code="N" codeSystem="${OID.confidentiality}"/><languageCode code="da-DK"/>${recordTarget(
    head.citizen,
  )}${head.authors}${custodian(head.custodian)}${head.services}<component typeCode="COMP" contextConductionInd="true"><structuredBody classCode="DOCBODY" moodCode="EVN">${sections.map(
    (section) => xml`<component typeCode="COMP" contextConductionInd="true">${section}</component>`,
  )}</structuredBody></component></ClinicalDocument>`
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`)
}

/** Writes a template's number. */
export const template = ({ root, extension }: CdaHead['templates'][number]): XmlText =>
  xml`<templateId root="${root}"${extension && xml` extension="${extension}"`}/>`

/** Writes the attributes of a code. */
export const coding = (
  system: { readonly oid: string; readonly name: string },
  { code, display }: { readonly code: string; readonly display?: string },
): XmlText =>
  xml`code="${code}" codeSystem="${system.oid}" codeSystemName="${system.name}"${
    display && xml` displayName="${display}"`
  }`

/** Code systems as CDA documents name them. */
export const SYSTEM = {
  loinc: { oid: OID.loinc, name: 'LOINC' },
  snomed: { oid: OID.snomed, name: 'SNOMED CT' },
  medcom: { oid: OID.medcomMessageCodes, name: 'MedCom Message Codes' },
} as const

/** Writes where somebody lives. */
export function homeLines(citizen: Citizen): XmlText {
  const { street, building, postCode, district } = addressOf(citizen)
  return xml`<streetAddressLine>${street} ${building}</streetAddressLine><postalCode>${postCode}</postalCode><city>${district}</city>`
}

const home = (citizen: Citizen): XmlText => xml`<addr use="H">${homeLines(citizen)}</addr>`

function recordTarget(citizen: Citizen): XmlText {
  const { cpr, givenName, surname, gender, bornOn } = citizen
  return xml`<recordTarget typeCode="RCT" contextControlCode="OP"><patientRole classCode="PAT"><id root="${OID.cpr}" extension="${cpr}" assigningAuthorityName="CPR"/>${home(
    citizen,
  )}<patient classCode="PSN" determinerCode="INSTANCE"><name><given>${givenName}</given><family>${surname}</family></name><administrativeGenderCode code="${gender}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${bornOn.replaceAll(
    '-',
    '',
  )}"/></patient></patientRole></recordTarget>`
}

/** Writes the number of an organisation: its SOR id, or that under which a practice settles. */
export const organisationId = (key: OrganisationKey, isByYdernummer = false): XmlText =>
  isByYdernummer
    ? xml`<id root="${OID.ydernummer}" extension="${PRACTICE_YDERNUMMER}" assigningAuthorityName="Yderregisteret"/>`
    : xml`<id root="${OID.sor}" extension="${ORGANISATIONS[key].sorId}" assigningAuthorityName="SOR"/>`

/** Writes an author that is an organisation. */
export const author = (
  organisation: OrganisationKey,
  at: Date,
  { role, isByYdernummer }: { readonly role?: XmlText; readonly isByYdernummer?: boolean } = {},
): XmlText =>
  xml`<author typeCode="AUT" contextControlCode="OP"><time value="${cdaTime(at)}"/><assignedAuthor classCode="ASSIGNED">${organisationId(
    organisation,
    isByYdernummer,
  )}${role}<representedOrganization classCode="ORG" determinerCode="INSTANCE">${organisationId(
    organisation,
    isByYdernummer,
  )}<name>${ORGANISATIONS[organisation].name}</name></representedOrganization></assignedAuthor></author>`

const custodian = (organisation: OrganisationKey): XmlText =>
  xml`<custodian typeCode="CST"><assignedCustodian classCode="ASSIGNED"><representedCustodianOrganization classCode="ORG" determinerCode="INSTANCE">${organisationId(
    organisation,
  )}<name>${ORGANISATIONS[organisation].name}</name></representedCustodianOrganization></assignedCustodian></custodian>`

/** Writes what a document documents. */
export const documentationOf = (content: XmlText): XmlText =>
  xml`<documentationOf typeCode="DOC"><serviceEvent classCode="MPROT" moodCode="EVN">${content}</serviceEvent></documentationOf>`

/** Writes from when until when; an open end says that there is none. */
export const interval = (low: Date, high: Date | null): XmlText =>
  xml`<effectiveTime><low value="${cdaTime(low)}"/>${
    high ? xml`<high value="${cdaTime(high)}"/>` : xml`<high nullFlavor="NA"/>`
  }</effectiveTime>`

/** Writes which version of which profile a document keeps, such as `apd-v2.0.1`. */
export const profileVersion = (version: string): XmlText =>
  documentationOf(
    xml`<templateId root="1.2.208.184.10.1.10"/><id root="${OID.formatCode}" extension="${version}" assigningAuthorityName="MedCom"/>`,
  )

/** Writes the text that people read, one paragraph a line. */
export const narrative = (lines: readonly string[]): XmlText =>
  xml`<text>${lines.map((line) => xml`<paragraph>${line}</paragraph>`)}</text>`
