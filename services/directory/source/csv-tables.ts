import type { ColumnTable } from './csv/column-table.ts'
import { kindOfFile } from './csv/kind-of-file.ts'
import { EDITYPER_TABLE } from './edityper/table.ts'
import { CLUSTER_TABLE } from './groups/cluster-table.ts'
import { GROUP_TABLE } from './groups/group-table.ts'
import { SOR_CSV_TABLE } from './sor-csv/unit-table.ts'
import { CLASSIFICATION_TABLE, EDI_TYPE_TABLE } from './sor2-csv/code-list-tables.ts'
import { LOCATION_TABLE } from './sor2-csv/location-table.ts'
import { MESSAGE_TYPE_TABLE } from './sor2-csv/message-type-table.ts'
import { GEOLOCATION_TABLE, REPLACEMENT_TABLE, SHAK_MAP_TABLE } from './sor2-csv/pair-tables.ts'
import { UNIT_TABLE } from './sor2-csv/unit-table.ts'

/** Every kind of CSV file that is read; of two that a header fits alike, the first is meant. */
export const CSV_TABLES: readonly ColumnTable[] = [
  UNIT_TABLE,
  SOR_CSV_TABLE,
  LOCATION_TABLE,
  MESSAGE_TYPE_TABLE,
  EDITYPER_TABLE,
  EDI_TYPE_TABLE,
  CLASSIFICATION_TABLE,
  SHAK_MAP_TABLE,
  REPLACEMENT_TABLE,
  GEOLOCATION_TABLE,
  CLUSTER_TABLE,
  GROUP_TABLE,
]

/** Every field to which `--column NAME=FIELD` can bind a column. */
export const COLUMN_FIELDS: ReadonlySet<string> = new Set(
  CSV_TABLES.flatMap(({ columns }) => columns.map(({ field }) => field)),
)

/** Tells whether a file's beginning fits one table better than all others. */
export const isKind =
  (table: ColumnTable) =>
  (head: string): boolean =>
    kindOfFile(head, CSV_TABLES) === table
