import { csvFeed } from '../csv/csv-feed.ts'
import { messageTypeReader } from '../csv/message-type-reader.ts'
import { isKind } from '../csv-tables.ts'
import type { Feed } from '../feed.ts'
import { EDITYPER_TABLE } from './table.ts'

/** Reads `edityper.csv`. */
export const edityper: Feed = csvFeed({
  table: EDITYPER_TABLE,
  order: 1,
  recognises: isKind(EDITYPER_TABLE),
  speaksFor: () => ['message-type'],
  reader: () => messageTypeReader(undefined),
})
