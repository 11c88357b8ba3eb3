import { ImportRefused } from '../../errors/importing.ts'
import { type Column, type ColumnTable, columnKey } from './column-table.ts'

/** Which column of a file holds which field. */
export interface Binding<Field extends string = string> {
  /** Place of the field's column, counted from 0. */
  readonly at: ReadonlyMap<Field, number>
  readonly bound: readonly BoundColumn[]
  readonly unbound: readonly UnboundColumn[]
  readonly missing: readonly Column<Field>[]
}

/** A column that holds a field. */
export interface BoundColumn {
  readonly column: string
  readonly field: string
  readonly at: number
}

/** A column that holds nothing we read. */
export interface UnboundColumn {
  readonly column: string
  readonly at: number
}

/**
 * Finds the fields of a table in a header.
 *
 * @param overrides column name → field; goes before the table's names, and what it says of other tables is passed over
 */
export function bindingOf<Field extends string>(
  header: readonly string[],
  table: ColumnTable<Field>,
  overrides: ReadonlyMap<string, string>,
): Binding<Field> {
  const places = placesOf(header)
  const at = new Map<Field, number>()
  for (const { field, names } of table.columns) {
    const override = [...overrides].filter(([, of]) => of === field).map(([name]) => name)
    const known = [...override, ...names.map(([name]) => name)].map(columnKey)
    const place = known.map((key) => places.get(key)).find((found) => found !== undefined)
    if (place !== undefined && ![...at.values()].includes(place)) at.set(field, place)
  }
  const taken = new Set(at.values())
  const columns = header.map((name, place) => ({ column: name.trim(), at: place }))
  return {
    at,
    bound: [...at].map(([field, place]) => ({
      column: columns[place]?.column ?? '',
      field,
      at: place,
    })),
    unbound: columns.filter(({ column, at: place }) => column !== '' && !taken.has(place)),
    missing: table.columns.filter(({ field }) => !at.has(field)),
  }
}

/** A header's names in comparable form, with the place where each stands first. */
function placesOf(header: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  header.forEach((name, place) => {
    const key = columnKey(name)
    if (key !== '' && !places.has(key)) places.set(key, place)
  })
  return places
}

/**
 * Holds a header to what its table needs.
 *
 * @throws {ImportRefused} `HEADER_MISSING` when a needed column is absent, `FILE_MALFORMED` when a bound column
 *   stands twice, for then no one can tell which is meant
 */
export function assertReadable(
  fileName: string,
  header: readonly string[],
  binding: Binding<string>,
): void {
  const absent = binding.missing.find(({ required }) => required)
  if (absent) {
    const tried = absent.names.map(([name]) => name).join(', ')
    const message = `Cannot read file "${fileName}": no column for "${absent.field}", tried ${tried}`
    throw new ImportRefused('HEADER_MISSING', message)
  }
  const keys = header.map(columnKey)
  const twice = binding.bound.find(({ column }) => {
    const key = columnKey(column)
    return keys.indexOf(key) !== keys.lastIndexOf(key)
  })
  if (twice) {
    const message = `Cannot read file "${fileName}": column "${twice.column}" stands twice in its header`
    throw new ImportRefused('FILE_MALFORMED', message)
  }
}
