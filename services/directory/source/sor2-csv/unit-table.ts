import { type Column, type ColumnTable, column, needed } from '../csv/column-table.ts'
import type { AddressKind, AddressPart, UnitField } from '../csv/unit-field.ts'
import { SPECIALITY_RANKS } from '../csv/unit-field.ts'
import { mailboxColumns } from './mailbox-columns.ts'

const ADDRESS_PARTS: Readonly<Record<AddressPart, readonly string[]>> = {
  Street: ['StreetName', 'RoadName'],
  Building: ['StreetBuildingId', 'StreetBuildingIdentifier', 'BuildingId'],
  Floor: ['FloorId', 'FloorIdentifier'],
  Suite: ['SuiteId', 'SuiteIdentifier'],
  PostCode: ['PostCodeId', 'PostCodeIdentifier', 'PostCode'],
  City: ['DistrictName', 'City'],
  Municipality: ['MunicipalityCode', 'MunicipalityId'],
  Country: ['CountryIdentificationCode', 'CountryCode', 'CountryId'],
  X: ['CoordETRS89z32EMeasure'],
  Y: ['CoordETRS89z32NMeasure'],
}

// In order of preference; a bare "Address" is the postal one.
const ADDRESS_PREFIXES: Readonly<Record<AddressKind, readonly string[]>> = {
  postal: ['PostalAddress', 'SorPostalAddress', 'Address'],
  visiting: ['SorVisitingAddress', 'VisitingAddress'],
  activity: ['ActivityAddress', 'SorActivityAddress'],
}

function addressColumns(kind: AddressKind): readonly Column<UnitField>[] {
  return (Object.keys(ADDRESS_PARTS) as AddressPart[]).map((part) =>
    column(`${kind}${part}`, {
      seen: ADDRESS_PREFIXES[kind].flatMap((prefix) =>
        ADDRESS_PARTS[part].map((name) => `${prefix}${name}`),
      ),
    }),
  )
}

const specialityColumns: readonly Column<UnitField>[] = SPECIALITY_RANKS.flatMap((rank) => {
  const [plain, sor] = ['PrioritizedEntitySpeciality', 'SorPrioritizedEntitySpeciality']
  const codes = ['Id', 'Code', 'Identifier']
  return [
    column<UnitField>(`speciality${rank}Code`, {
      inferred: codes.flatMap((code) => [`${plain}${rank}${code}`, `${sor}${rank}${code}`]),
    }),
    column<UnitField>(`speciality${rank}Label`, {
      seen: [`${plain}${rank}Name`, `${sor}${rank}Name`],
    }),
  ]
})

/** `SorEntity_daily.csv`, and `SOREntity.csv` of the complete set, where several rows of one id are its versions. */
export const UNIT_TABLE: ColumnTable<UnitField> = {
  name: 'SOREntity',
  format: 'sor2-csv',
  dialect: 'quoted',
  columns: [
    needed('id', { seen: ['SorId'], inferred: ['SorIdentifier', 'SorEntityId'] }),
    needed('kind', { seen: ['SorType'], inferred: ['SorTypeCode', 'SorTypeName', 'EntityLevel'] }),
    needed('name', { seen: ['EntityName'], inferred: ['SorEntityName', 'Name'] }),
    needed('parent', {
      inferred: [
        'ParentSorId',
        'ParentSorIdentifier',
        'SorParentId',
        'ParentEntitySorId',
        'ParentSorEntityId',
        'ParentEntityId',
        'ParentId',
        'Parent',
      ],
    }),
    needed('from', { seen: ['FromDate'], inferred: ['ValidFrom', 'SorStatusFromDate'] }),
    column('to', { seen: ['ToDate'], inferred: ['ValidTo', 'SorStatusToDate'] }),
    column('firstFrom', { seen: ['FirstFromDate'], inferred: ['SorStatusFirstFromDate'] }),
    column('typeCode', { inferred: ['EntityTypeId', 'EntityTypeIdentifier', 'EntityTypeCode'] }),
    column('typeLabel', { seen: ['EntityTypeName'] }),
    column('cvr', { inferred: ['CVR', 'CvrNumber', 'CvrNumberIdentifier', 'CvrId'] }),
    column('ydernummer', {
      inferred: ['ProviderIdentifier', 'ProviderId', 'ProviderNumber', 'Ydernummer'],
    }),
    column('shak', { inferred: ['ShakIdentifier', 'ShakId', 'ShakCode', 'Shak'] }),
    column('region', { inferred: ['RegionCode', 'PostalAddressRegionCode', 'RegionName'] }),
    column('phone', {
      seen: ['VirtualAddressTelephoneNumber'],
      inferred: ['VirtualAddressTelephoneNumberIdentifier', 'TelephoneNumber'],
    }),
    column('email', {
      seen: ['VirtualAddressEmailAddress'],
      inferred: ['VirtualAddressEmailAddressIdentifier', 'EmailAddress'],
    }),
    column('website', { seen: ['VirtualAddressWebsite'], inferred: ['Website'] }),
    column('inheritsGln', {
      inferred: [
        'EanLocationCodeInheritedIndicator',
        'EanLocationCodeEntityInheritedIndicator',
        'EntityInheritedIndicator',
        'EanLocationCodeIsInherited',
        'EanLocationCodeInherited',
      ],
    }),
    column('glnRegion', {
      seen: ['EanLocationCodeRegionName'],
      inferred: ['EanLocationCodeRegionCode', 'EanLocationCodeRegionId'],
    }),
    ...mailboxColumns('EanLocationCode'),
    ...addressColumns('postal'),
    ...addressColumns('visiting'),
    ...addressColumns('activity'),
    ...specialityColumns,
  ],
}
