import type { SampleAddress, SampleUnit } from '../../../infra/sample/unit.ts'
import type { GeneratorOptions } from './options.ts'
import { generatedOwners } from './owners.ts'
import { type Row, rowsOf } from './rows.ts'

type Column = readonly [name: string, value: (row: Row) => string]

const LEVELS = {
  IE: 'Institutionsejer',
  SI: 'Sundhedsinstitution',
  OE: 'Organisatorisk enhed',
} as const satisfies Record<SampleUnit['level'], string>

const NETWORK_LABELS = { vans: 'TrueCommerce', otherVans: 'INU-IT', edelivery: 'MedCom' } as const

const addressColumns = (
  letter: string,
  street: string,
  kind: 'postal' | 'visiting',
): readonly Column[] => [
  [street, ({ unit }) => streetLine(unit[kind])],
  [`${letter}_Postnummer`, ({ unit }) => unit[kind]?.postCode ?? ''],
  [`${letter}_By`, ({ unit }) => unit[kind]?.city ?? ''],
  [`${letter}_KK`, ({ unit }) => unit[kind]?.municipality ?? ''],
]

const streetLine = (address: SampleAddress | undefined): string =>
  address === undefined ? '' : `${address.street} ${address.building}`

const COLUMNS: readonly Column[] = [
  ['Enhedsnavn', ({ unit }) => unit.name],
  ['Enhedstype', ({ unit }) => (unit.level === 'IE' ? 'privat' : 'almen lægepraksis')],
  ['SOR-type', ({ unit }) => LEVELS[unit.level]],
  ['SOR-kode', ({ unit }) => unit.sorId],
  ['Parent-SOR-kode', ({ parent }) => parent?.sorId ?? ''],
  ['Institutionsejer', ({ owner }) => owner.name],
  ['Sundhedsinstitution', ({ institution }) => institution?.name ?? ''],
  ['Gaeldende_fra_dato', ({ unit }) => unit.from],
  ['Ophoert_dato', ({ unit }) => unit.to ?? ''],
  ['Sidst_aendret_dato', ({ unit }) => unit.from],
  ['SghAfd-kode', ({ unit }) => unit.shak ?? ''],
  ['Ydernummer', ({ unit }) => unit.ydernummer ?? ''],
  ['CVR', ({ unit }) => unit.cvr ?? ''],
  ['Telefon', ({ unit }) => unit.contact?.phone ?? ''],
  ['Lokationsnummer', ({ mailbox }) => mailbox?.gln ?? ''],
  ['Nedarvningsstatus', inheritance],
  ['Lokationsnummerstatus', ({ mailbox }) => (mailbox === null ? '' : activity(mailbox.nonActive))],
  ['Netoperatoer', ({ mailbox }) => (mailbox === null ? '' : NETWORK_LABELS[mailbox.network])],
  ...addressColumns('P', 'Postadresse', 'postal'),
  ...addressColumns('B', 'Besoegsadresse', 'visiting'),
  ['Hovedspeciale', ({ unit }) => (unit.specialities.length === 0 ? '' : 'almen medicin')],
]

function inheritance({ unit, mailbox }: Row): string {
  if (mailbox === null) return ''
  return unit.mailbox === 'inherited' ? 'nedarvet' : 'egen'
}

const activity = (nonActive: boolean): string => (nonActive ? 'passiv' : 'aktiv')

/** A generated register as `sor.csv` V_1_2_1_19: to be written in ISO 8859-1, inherited GLNs already filled in. */
export function* sorCsv(options: GeneratorOptions): Generator<string> {
  yield `${COLUMNS.map(([name]) => name).join(';')}\r\n`
  for (const owner of generatedOwners(options)) {
    for (const row of rowsOf(owner)) yield `${COLUMNS.map(([, value]) => value(row)).join(';')}\r\n`
  }
}
