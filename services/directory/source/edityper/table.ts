import { type ColumnTable, column, needed } from '../csv/column-table.ts'
import type { MessageTypeField } from '../csv/message-type-reader.ts'

/** `edityper.csv`: which message types a GLN receives; no description of its columns is known. */
export const EDITYPER_TABLE: ColumnTable<MessageTypeField> = {
  name: 'edityper.csv',
  format: 'edityper',
  dialect: 'quoted',
  columns: [
    needed('gln', {
      inferred: ['Lokationsnummer', 'EAN-lokationsnummer', 'EAN-nummer', 'Lokationskode', 'EAN'],
    }),
    needed('typeId', {
      inferred: [
        'EDI-type',
        'EDItyper',
        'Meddelelsestype',
        'Meddelelseskode',
        'Meddelelse',
        'EDI-kode',
        'Type',
        'Kode',
      ],
    }),
    column('network', { inferred: ['Netoperatoer', 'Netoperatoerkode'] }),
  ],
}
