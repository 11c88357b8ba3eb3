import { showable } from '../domain/statement/rejection.ts'
import { type Binding, bindingOf } from './csv/binding.ts'
import { delimiterOf, headerLineOf, nameOf } from './csv/delimiter.ts'
import { headOf } from './csv/head.ts'
import { kindOfFile } from './csv/kind-of-file.ts'
import { type RawRow, rawRows } from './csv/raw-rows.ts'
import { cleaned } from './csv/row.ts'
import { CSV_TABLES } from './csv-tables.ts'
import type { FileEncoding, InputFile } from './feed.ts'
import { feedFor } from './registry.ts'

/** A column of a file with some of its values, safe to show. */
export interface InspectedColumn {
  readonly column: string
  /** Up to three that differ. */
  readonly samples: readonly string[]
}

/** How a file would be read. */
export interface Inspection {
  readonly file: string
  /** Null when no feed knows the file. */
  readonly format: string | null
  /** Null for a format without columns. */
  readonly delimiter: string | null
  readonly encoding: FileEncoding
  readonly rowsLookedAt: number
  readonly bound: readonly (InspectedColumn & { readonly field: string })[]
  readonly unbound: readonly InspectedColumn[]
  readonly missing: readonly { readonly field: string; readonly required: boolean }[]
}

const MAX_ROWS = 1000
const MAX_SAMPLES = 3
const MAX_SAMPLE_CHARACTERS = 30

/**
 * Looks at the first thousand rows of a file and tells which column would be read as which field; writes nothing.
 *
 * @param columnOverrides as in an import, column name → field
 * @throws {ImportRefused} what reading the file throws
 */
export async function inspect(
  file: InputFile,
  columnOverrides: ReadonlyMap<string, string> = new Map(),
): Promise<Inspection> {
  const head = await headOf(file)
  const { name, encoding } = file
  const table = kindOfFile(head, CSV_TABLES)
  const format = table?.format ?? feedFor(head)?.format ?? null
  const line = headerLineOf(head)
  const delimiter = delimiterOf(line)
  const hasColumns = table !== null || (format === null && line.includes(delimiter))
  if (!hasColumns) {
    const nothing = { delimiter: null, rowsLookedAt: 0, bound: [], unbound: [], missing: [] }
    return { file: name, format, encoding, ...nothing }
  }
  const dialect = table?.dialect ?? 'quoted'
  const [first, ...rows] = await firstRows(
    rawRows(file, { dialect, delimiter, end: { endsWithLineEnd: false } }),
  )
  const header = first?.values.map(nameOf) ?? []
  const binding = bindingOf(header, table ?? NO_TABLE, columnOverrides)
  const rowsLookedAt = rows.length
  return { file: name, format, delimiter, encoding, rowsLookedAt, ...columnsOf(binding, rows) }
}

const NO_TABLE = { name: '', format: '', dialect: 'quoted', columns: [] } as const

async function firstRows(batches: AsyncIterable<readonly RawRow[]>): Promise<readonly RawRow[]> {
  const rows: RawRow[] = []
  for await (const batch of batches) {
    rows.push(...batch)
    if (rows.length > MAX_ROWS) break
  }
  return rows.slice(0, MAX_ROWS + 1)
}

function columnsOf(
  { bound, unbound, missing }: Binding,
  rows: readonly RawRow[],
): Pick<Inspection, 'bound' | 'unbound' | 'missing'> {
  return {
    bound: bound.map(({ column, field, at }) => ({ column, field, samples: samplesOf(rows, at) })),
    unbound: unbound.map(({ column, at }) => ({ column, samples: samplesOf(rows, at) })),
    missing: missing.map(({ field, required }) => ({ field, required })),
  }
}

function samplesOf(rows: readonly RawRow[], at: number): readonly string[] {
  const samples = new Set<string>()
  for (const { values } of rows) {
    const value = cleaned(values[at] ?? '')
    if (value !== null) samples.add(showable(value, MAX_SAMPLE_CHARACTERS))
    if (samples.size === MAX_SAMPLES) break
  }
  return [...samples]
}
