import { type ColumnTable, column, needed } from '../csv/column-table.ts'
import type { MessageTypeField } from '../csv/message-type-reader.ts'

/** `LocationsCodeEDITypeMap.csv`: which message types a GLN receives. */
export const MESSAGE_TYPE_TABLE: ColumnTable<MessageTypeField> = {
  name: 'LocationsCodeEDITypeMap',
  format: 'sor2-csv',
  dialect: 'quoted',
  columns: [
    needed('gln', {
      inferred: [
        'EanLocationCode',
        'LocationsCode',
        'LocationCode',
        'LocationsCodeId',
        'EanLocationCodeId',
        'GLN',
      ],
    }),
    needed('typeId', {
      inferred: ['EDITypeId', 'EDITypesId', 'EDIType', 'EDITypeCode', 'EDITypeName', 'MessageType'],
    }),
    column('type', {
      inferred: ['EDITypeCode', 'EDITypeName', 'EDIMessageType', 'MessageTypeName'],
    }),
    column('network', { inferred: ['CommunicationSupplier', 'NetOperator', 'NetOperatorCode'] }),
  ],
}
