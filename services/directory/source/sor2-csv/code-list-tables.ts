import { type ColumnTable, column, needed } from '../csv/column-table.ts'

/** Name under which the message types of `EDITypes.csv` are kept: id → code. */
export const EDI_TYPES = 'EDITypes'

/** What a row of a code list says. */
export type CodeListField = 'id' | 'code' | 'label' | 'list'

/** `EDITypes.csv`: the message types. */
export const EDI_TYPE_TABLE: ColumnTable<CodeListField> = {
  name: 'EDITypes',
  format: 'sor2-csv',
  dialect: 'quoted',
  columns: [
    needed('id', { inferred: ['EDITypeId', 'EDITypesId'] }),
    needed('code', {
      inferred: ['EDITypeCode', 'EDITypeName', 'EDIType', 'Code', 'MessageType', 'Name'],
    }),
    column('label', { inferred: ['EDITypeName', 'EDITypeText', 'Description', 'Name', 'Text'] }),
  ],
}

/** `SORClassifications.csv`: types of unit, specialities, suppliers and what else SOR keeps in lists. */
export const CLASSIFICATION_TABLE: ColumnTable<CodeListField> = {
  name: 'SORClassifications',
  format: 'sor2-csv',
  dialect: 'quoted',
  hasCommonNames: true,
  columns: [
    needed('id', {
      inferred: [
        'SnomedCode',
        'SctId',
        'ClassificationCode',
        'ClassificationId',
        'SorClassificationCode',
        'SorClassificationId',
        'Code',
        'Id',
      ],
    }),
    needed('label', {
      inferred: [
        'ClassificationName',
        'SorClassificationName',
        'Name',
        'Term',
        'Text',
        'Description',
      ],
    }),
    column('list', {
      inferred: [
        'ClassificationType',
        'ClassificationTypeName',
        'SorClassificationType',
        'CodeList',
        'Type',
        'Group',
      ],
    }),
  ],
}
