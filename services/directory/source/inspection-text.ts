import { showable } from '../domain/statement/rejection.ts'
import type { Inspection } from './inspect.ts'

const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ';': 'semicolon',
  ',': 'comma',
  '\t': 'tab',
}

/** An inspection as plain text: the bound columns, the unbound ones, and the fields that no column holds. */
export function inspectionText(inspection: Inspection): string {
  const { file, format, delimiter, encoding, rowsLookedAt, bound, unbound, missing } = inspection
  const separator = delimiter === null ? 'no columns' : DELIMITER_NAMES[delimiter]
  // The first line of a file without a header is a row like any other.
  const rows = [
    ...bound.map(({ column, field, samples }) => [showable(column), field, samples.join(' | ')]),
    ...unbound.map(({ column, samples }) => [showable(column), '-', samples.join(' | ')]),
  ]
  const needed = missing.filter(({ required }) => required).map(({ field }) => field)
  const others = missing.filter(({ required }) => !required).map(({ field }) => field)
  return [
    `${file}: ${format ?? 'unknown format'}, ${encoding}, ${separator}, ${rowsLookedAt} rows looked at`,
    ...(rows.length > 0 ? ['', ...aligned([['COLUMN', 'FIELD', 'VALUES'], ...rows])] : []),
    '',
    ...(needed.length > 0 ? [`needed and not found: ${needed.join(', ')}`] : []),
    ...(others.length > 0 ? [`not found: ${others.join(', ')}`] : []),
    `${bound.length} bound, ${unbound.length} unbound, ${needed.length} needed and not found`,
  ].join('\n')
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (place: number) => Math.max(...rows.map((row) => row[place]?.length ?? 0))
  const widths = [width(0), width(1)]
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
