import { edityper } from './edityper/message-types.ts'
import type { Feed } from './feed.ts'
import { clusters } from './groups/clusters.ts'
import { groups } from './groups/groups.ts'
import { sorCsv } from './sor-csv/units.ts'
import { classifications, ediTypes } from './sor2-csv/code-lists.ts'
import { locationCodes } from './sor2-csv/location-codes.ts'
import { messageTypeMap } from './sor2-csv/message-type-map.ts'
import { geolocations, replacements, shakMap } from './sor2-csv/pairs.ts'
import { units } from './sor2-csv/units.ts'

/** The readers of every kind of CSV file. */
export const CSV_FEEDS: readonly Feed[] = [
  ediTypes,
  classifications,
  units,
  locationCodes,
  messageTypeMap,
  shakMap,
  replacements,
  geolocations,
  sorCsv,
  edityper,
  clusters,
  groups,
]
