import { csvFeed } from '../csv/csv-feed.ts'
import { messageTypeReader } from '../csv/message-type-reader.ts'
import { isKind } from '../csv-tables.ts'
import type { Feed } from '../feed.ts'
import { EDI_TYPES } from './code-list-tables.ts'
import { MESSAGE_TYPE_TABLE } from './message-type-table.ts'

/** Reads `LocationsCodeEDITypeMap.csv`; an id of `EDITypes.csv` becomes the code that it stands for. */
export const messageTypeMap: Feed = csvFeed({
  table: MESSAGE_TYPE_TABLE,
  order: 1,
  recognises: isKind(MESSAGE_TYPE_TABLE),
  speaksFor: () => ['message-type'],
  reader: ({ codeLists }) => messageTypeReader(codeLists.get(EDI_TYPES)),
})
