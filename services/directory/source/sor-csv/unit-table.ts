import { type Column, type ColumnTable, column, needed } from '../csv/column-table.ts'
import { type AddressKind, SPECIALITY_RANKS, type UnitField } from '../csv/unit-field.ts'

const ADDRESSES = [
  { kind: 'postal', letter: 'P', street: 'Postadresse' },
  { kind: 'visiting', letter: 'B', street: 'Besoegsadresse' },
  { kind: 'activity', letter: 'A', street: 'Aktivitetsadresse' },
] as const satisfies readonly { kind: AddressKind; letter: string; street: string }[]

const addressColumns: readonly Column<UnitField>[] = ADDRESSES.flatMap(
  ({ kind, letter, street }) => [
    column<UnitField>(`${kind}Street`, { documented: [street] }),
    column<UnitField>(`${kind}PostCode`, { documented: [`${letter}_Postnummer`] }),
    column<UnitField>(`${kind}City`, { documented: [`${letter}_By`] }),
    column<UnitField>(`${kind}Municipality`, { documented: [`${letter}_KK`] }),
    column<UnitField>(`${kind}X`, { documented: [`${letter}_X`] }),
    column<UnitField>(`${kind}Y`, { documented: [`${letter}_Y`] }),
  ],
)

const specialityColumns: readonly Column<UnitField>[] = SPECIALITY_RANKS.map((rank) =>
  column<UnitField>(`speciality${rank}Label`, {
    seen: [rank === 1 ? 'Hovedspeciale' : `Speciale${rank}`],
  }),
)

/** `sor.csv` in version 1.2.1.19: no quoting, decimal comma, labels instead of codes. */
export const SOR_CSV_TABLE: ColumnTable<UnitField> = {
  name: 'sor.csv',
  format: 'sor-csv',
  dialect: 'plain',
  columns: [
    needed('id', { seen: ['SOR-kode'] }),
    needed('kind', { seen: ['SOR-type'] }),
    needed('name', { seen: ['Enhedsnavn'] }),
    needed('parent', { seen: ['Parent-SOR-kode'] }),
    needed('from', {
      seen: ['Gaeldende_fra_dato'],
      inferred: ['Fra_dato', 'Gyldig_fra', 'Gaeldende_fra'],
    }),
    column('to', { seen: ['Ophoert_dato'], inferred: ['Til_dato', 'Ophoersdato'] }),
    column('typeLabel', { seen: ['Enhedstype'] }),
    column('cvr', { seen: ['CVR'], inferred: ['CVR-nummer'] }),
    column('ydernummer', { seen: ['Ydernummer'] }),
    column('shak', { seen: ['SghAfd-kode'], inferred: ['SHAK-kode'] }),
    column('region', { documented: ['P_Region'] }),
    column('glnRegion', { seen: ['Region'] }),
    column('phone', { seen: ['Telefon'] }),
    column('email', { seen: ['Email'] }),
    column('website', { seen: ['Hjemmeside'] }),
    column('gln', { seen: ['Lokationsnummer'] }),
    column('inheritsGln', { documented: ['Nedarvningsstatus'] }),
    column('active', { seen: ['Lokationsnummerstatus'] }),
    column('networkLabel', { seen: ['Netoperatoer'] }),
    ...addressColumns,
    ...specialityColumns,
  ],
}
