import { networkCode } from '../../../infra/sample/mailbox.ts'
import type { SampleAddress, SampleUnit } from '../../../infra/sample/unit.ts'
import type { GeneratorOptions } from './options.ts'
import { generatedOwners } from './owners.ts'
import { type Row, rowsOf } from './rows.ts'

type Column = readonly [name: string, value: (row: Row) => string]

const ADDRESS_PARTS = [
  ['StreetName', 'street'],
  ['StreetBuildingId', 'building'],
  ['PostCodeId', 'postCode'],
  ['DistrictName', 'city'],
  ['MunicipalityCode', 'municipality'],
] as const satisfies readonly (readonly [string, keyof SampleAddress])[]

const addressColumns = (prefix: string, kind: 'postal' | 'visiting'): readonly Column[] =>
  ADDRESS_PARTS.map(([name, part]) => [`${prefix}${name}`, ({ unit }) => unit[kind]?.[part] ?? ''])

// The file writes identifiers so that a spreadsheet keeps them as text.
const asText = (id: string | undefined): string => (id === undefined ? '' : `="${id}"`)

const ownMailbox = ({ mailbox }: SampleUnit) => (typeof mailbox === 'string' ? null : mailbox)

const COLUMNS: readonly Column[] = [
  ['SorId', ({ unit }) => asText(unit.sorId)],
  ['SorType', ({ unit }) => unit.level],
  ['EntityName', ({ unit }) => unit.name],
  ['EntityTypeId', ({ unit }) => unit.type],
  ['ParentSorId', ({ parent }) => asText(parent?.sorId)],
  ['HealthInstitutionSorId', ({ institution }) => asText(institution?.sorId)],
  ['HealthInstitutionEntityName', ({ institution }) => institution?.name ?? ''],
  ['FromDate', ({ unit }) => unit.from],
  ['ToDate', ({ unit }) => unit.to ?? ''],
  ['FirstFromDate', ({ unit }) => unit.firstFrom],
  ['CvrNumber', ({ unit }) => unit.cvr ?? ''],
  ['ProviderIdentifier', ({ unit }) => asText(unit.ydernummer)],
  ['ShakIdentifier', ({ unit }) => asText(unit.shak)],
  ['VirtualAddressTelephoneNumber', ({ unit }) => unit.contact?.phone ?? ''],
  ['EanLocationCodeInheritedIndicator', ({ unit }) => String(unit.mailbox === 'inherited')],
  ['EanLocationCode', ({ unit }) => asText(ownMailbox(unit)?.gln)],
  ['EanLocationCodeFromDate', ({ unit }) => ownMailbox(unit)?.from ?? ''],
  ['EanLocationCodeOnlyInternalIndicator', ({ unit }) => flag(unit, 'internalOnly')],
  ['EanLocationCodeNonActiveIndicator', ({ unit }) => flag(unit, 'nonActive')],
  ['EanLocationCodeCommunicationSupplierId', ({ unit }) => network(unit)],
  ['EanLocationCodeRegionCode', ({ unit }) => ownMailbox(unit)?.region ?? ''],
  ...addressColumns('PostalAddress', 'postal'),
  ...addressColumns('VisitingAddress', 'visiting'),
  ['PrioritizedEntitySpeciality1Id', ({ unit }) => unit.specialities[0] ?? ''],
]

const flag = (unit: SampleUnit, name: 'internalOnly' | 'nonActive'): string =>
  String(ownMailbox(unit)?.[name] ?? '')

function network(unit: SampleUnit): string {
  const mailbox = ownMailbox(unit)
  return mailbox === null ? '' : networkCode(mailbox.network)
}

/** A generated register as `SorEntity_daily.csv`, UTF-8: units that have closed are left out, as there. */
export function* sor2Csv(options: GeneratorOptions): Generator<string> {
  yield `${COLUMNS.map(([name]) => name).join(';')}\r\n`
  for (const owner of generatedOwners(options)) {
    for (const row of rowsOf(owner)) {
      if (row.unit.to !== undefined && row.unit.to < options.snapshotDate) continue
      yield `${COLUMNS.map(([, value]) => value(row)).join(';')}\r\n`
    }
  }
}
