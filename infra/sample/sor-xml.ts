import { networkCode, type SampleMailbox } from './mailbox.ts'
import type { SampleAddress, SampleContact, SampleUnit } from './unit.ts'

const ENTITY = {
  IE: { outer: 'InstitutionOwnerEntity', inner: 'InstitutionOwner', type: 'OwnerType' },
  SI: { outer: 'HealthInstitutionEntity', inner: 'HealthInstitution', type: 'InstitutionType' },
  OE: { outer: 'OrganizationalUnitEntity', inner: 'OrganizationalUnit', type: 'UnitType' },
} as const

/** The speciality is of the clinical kind. */
const SPECIALITY_TYPE = '51000095001'

/** A SOR XML file (namespace 2.0.0) begins so; `closeTree` ends it. */
export const openTree = (snapshotDate: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<SorTree xmlns="urn:oio:sundhedsstyrelsen:organisation:2.0.0"',
    ' xmlns:cvr="http://rep.oio.dk/cvr.dk/xml/schemas/2005/03/22/"',
    ' xmlns:dkcc="http://rep.oio.dk/ebxml/xml/schemas/dkcc/2003/02/13/"',
    ' xmlns:dkcc2005="http://rep.oio.dk/ebxml/xml/schemas/dkcc/2005/03/15/"',
    ' xmlns:xkom="http://rep.oio.dk/xkom.dk/xml/schemas/2005/03/15/"',
    ' xmlns:xkom-1="http://rep.oio.dk/xkom.dk/xml/schemas/2006/01/06/">',
    `<CreatedAtTime>${snapshotDate}T01:00:00+01:00</CreatedAtTime>`,
    `<SnapshotDate>${snapshotDate}</SnapshotDate>`,
    '',
  ].join('\n')

export const closeTree = '</SorTree>\n'

/** One unit with everything below it. */
export const unitTree = (unit: SampleUnit): string =>
  openUnit(unit) + unit.children.map(unitTree).join('') + closeUnit(unit.level)

/** One unit, left open for its children; `closeUnit` ends it. */
export function openUnit(unit: SampleUnit): string {
  const { outer, inner, type } = ENTITY[unit.level]
  return `<${outer}>
<${inner}>
${element('SorIdentifier', unit.sorId)}${element('EntityName', unit.name)}${element(type, unit.type)}${identifiers(unit)}${
  unit.level === 'IE' ? ownerMailbox(unit) : optionalMailbox(unit)
}${addresses(unit)}${contact(unit.contact)}${specialities(unit.specialities)}${status(unit)}${successions(unit)}</${inner}>
`
}

export const closeUnit = (level: SampleUnit['level']): string => `</${ENTITY[level].outer}>\n`

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const element = (name: string, text: string | undefined): string =>
  text === undefined
    ? ''
    : `<${name}>${text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character)}</${name}>\n`

const identifiers = (unit: SampleUnit): string =>
  element('cvr:CVRnumberIdentifier', unit.cvr) +
  element('PharmacyIdentifier', unit.pharmacy) +
  element('ShakIdentifier', unit.shak) +
  element('ProviderIdentifier', unit.ydernummer)

const ownerMailbox = ({ mailbox }: SampleUnit): string =>
  typeof mailbox === 'string' ? '' : mailboxBlock(mailbox)

const optionalMailbox = ({ mailbox, level }: SampleUnit): string =>
  `<OptionalEanLocationCode><EntityInheritedIndicator>${mailbox === 'inherited'}</EntityInheritedIndicator>
${typeof mailbox === 'string' ? '' : mailboxBlock(mailbox)}</OptionalEanLocationCode>
<GeographicalParent><GeographicalParentRelation>${level === 'SI' ? 1 : 2}</GeographicalParentRelation></GeographicalParent>
`

const mailboxBlock = (mailbox: SampleMailbox): string =>
  `<EanLocationCodeEntity><EanLocationCode>${mailbox.gln}</EanLocationCode><OnlyInternalIndicator>${
    mailbox.internalOnly
  }</OnlyInternalIndicator><NonActiveIndicator>${mailbox.nonActive}</NonActiveIndicator><CommunicationSupplier>${networkCode(
    mailbox.network,
  )}</CommunicationSupplier><RegionCode>${mailbox.region}</RegionCode>
${status({ ...mailbox, firstFrom: mailbox.from })}</EanLocationCodeEntity>
`

const addresses = (unit: SampleUnit): string =>
  addressBlock('PostalAddressInformation', unit.postal) +
  addressBlock('VisitingAddressInformation', unit.visiting) +
  addressBlock('ActivityAddressInformation', unit.activity)

const addressBlock = (name: string, address: SampleAddress | undefined): string =>
  address === undefined
    ? ''
    : `<${name}><xkom-1:AddressPostal>
${element('dkcc2005:StreetName', address.street)}${element('dkcc:StreetBuildingIdentifier', address.building)}${element(
  'dkcc2005:PostCodeIdentifier',
  address.postCode,
)}${element('dkcc2005:DistrictName', address.city)}<dkcc:CountryIdentificationCode scheme="iso3166-alpha2">DK</dkcc:CountryIdentificationCode>
</xkom-1:AddressPostal>${element('dkcc:MunicipalityCode', address.municipality).trimEnd()}</${name}>
`

const contact = (block: SampleContact | undefined): string =>
  block === undefined
    ? ''
    : `<VirtualAddressInformation>
${element('xkom:EmailAddressIdentifier', block.email)}${element('Website', block.website)}${element(
  'TelephoneNumberIdentifier',
  block.phone,
)}</VirtualAddressInformation>
`

const specialities = (codes: readonly string[]): string =>
  codes.length === 0
    ? ''
    : `<ClinicalSpecialityCollection>
${codes
  .map(
    (code) =>
      `<ClinicalSpeciality><SpecialityCode>${code}</SpecialityCode><SpecialityType>${SPECIALITY_TYPE}</SpecialityType></ClinicalSpeciality>\n`,
  )
  .join('')}</ClinicalSpecialityCollection>
`

const status = (dates: { from: string; to?: string; firstFrom: string }): string =>
  `<SorStatus><FromDate>${dates.from}</FromDate>${
    dates.to === undefined ? '' : `<ToDate>${dates.to}</ToDate>`
  }<UpdatedAt>${dates.from}</UpdatedAt><FirstFromDate>${dates.firstFrom}</FirstFromDate></SorStatus>
`

const successions = ({ replaces, replacedBy }: SampleUnit): string =>
  collection('ReplacesEntityCollection', replaces) +
  collection('ReplacedByEntityCollection', replacedBy)

const collection = (name: string, sorIds: readonly string[]): string =>
  sorIds.length === 0
    ? ''
    : `<${name}>
${sorIds.map((sorId) => element('SorIdentifier', sorId)).join('')}</${name}>
`
