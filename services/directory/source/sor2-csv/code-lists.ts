import { CODES_BY_LABEL } from '../csv/code.ts'
import { csvFeed, type RowReader } from '../csv/csv-feed.ts'
import { isKind } from '../csv-tables.ts'
import type { Feed, ReadContext } from '../feed.ts'
import {
  CLASSIFICATION_TABLE,
  type CodeListField,
  EDI_TYPE_TABLE,
  EDI_TYPES,
} from './code-list-tables.ts'

/** Reads `EDITypes.csv` into the code lists of its set. */
export const ediTypes: Feed = csvFeed({
  table: EDI_TYPE_TABLE,
  order: 0,
  recognises: isKind(EDI_TYPE_TABLE),
  speaksFor: () => [],
  reader: ({ codeLists }) => ({
    items(row) {
      const [id, code] = [row.text('id'), row.text('code')]
      if (id !== null && code !== null) listIn(codeLists, EDI_TYPES).set(id, code)
      return []
    },
    subjects: () => [],
  }),
})

/** Reads `SORClassifications.csv` into the code lists of its set. */
export const classifications: Feed = csvFeed({
  table: CLASSIFICATION_TABLE,
  order: 0,
  recognises: isKind(CLASSIFICATION_TABLE),
  speaksFor: () => [],
  reader: ({ codeLists }) => classificationReader(codeLists),
})

const classificationReader = (codeLists: ReadContext['codeLists']): RowReader<CodeListField> => ({
  items(row) {
    const [code, label] = [row.text('id'), row.text('label')]
    if (code === null || label === null) return []
    listIn(codeLists, row.text('list') ?? CLASSIFICATION_TABLE.name).set(code, label)
    listIn(codeLists, CODES_BY_LABEL).set(label.toLowerCase(), code)
    return []
  },
  subjects: () => [],
})

function listIn(codeLists: ReadContext['codeLists'], name: string): Map<string, string> {
  const known = codeLists.get(name) ?? new Map<string, string>()
  codeLists.set(name, known)
  return known
}
