import { csvFeed } from '../csv/csv-feed.ts'
import { unitKinds, unitReader } from '../csv/unit-reader.ts'
import { isKind } from '../csv-tables.ts'
import type { Feed } from '../feed.ts'
import { SOR_CSV_TABLE } from './unit-table.ts'

/**
 * Reads `sor.csv`.
 *
 * The file has inheritance already resolved and tells it for the GLN only: a row that inherits shows its parent's GLN,
 * a row without a GLN has none. Addresses stand on each row and are taken for the unit's own.
 */
export const sorCsv: Feed = csvFeed({
  table: SOR_CSV_TABLE,
  order: 1,
  recognises: isKind(SOR_CSV_TABLE),
  speaksFor: unitKinds,
  reader: (context, binding) => unitReader(binding, { context, silenceOnGln: 'none' }),
})
