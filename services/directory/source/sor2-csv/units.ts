import { csvFeed } from '../csv/csv-feed.ts'
import { unitKinds, unitReader } from '../csv/unit-reader.ts'
import { isKind } from '../csv-tables.ts'
import type { Feed } from '../feed.ts'
import { UNIT_TABLE } from './unit-table.ts'

/** Reads `SorEntity_daily.csv` and `SOREntity.csv`; an address that a row gives is taken for the unit's own. */
export const units: Feed = csvFeed({
  table: UNIT_TABLE,
  order: 1,
  recognises: isKind(UNIT_TABLE),
  speaksFor: unitKinds,
  reader: (context, binding) => unitReader(binding, { context, silenceOnGln: 'unsaid' }),
})
