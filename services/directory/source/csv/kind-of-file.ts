import { bindingOf } from './binding.ts'
import type { ColumnTable } from './column-table.ts'
import { delimiterOf, headerLineOf, headerNames } from './delimiter.ts'

const NO_OVERRIDES: ReadonlyMap<string, string> = new Map()

/**
 * The table whose columns a file's beginning names best.
 *
 * A table is in question when the header names at least two of its columns and half of those that it needs, so that a
 * file which lacks a needed column is known for what it is and refused by that column's name; one whose columns have
 * common names only when all that it needs are there.
 *
 * @returns null when no table is in question
 */
export function kindOfFile(head: string, tables: readonly ColumnTable[]): ColumnTable | null {
  const line = headerLineOf(head)
  if (line.startsWith('<') || line.startsWith('{') || line.startsWith('[')) return null
  const header = headerNames(line, delimiterOf(line))
  let best: { readonly table: ColumnTable; readonly likeness: number } | null = null
  for (const table of tables) {
    const likeness = likenessOf(header, table)
    if (likeness > (best?.likeness ?? 0)) best = { table, likeness }
  }
  return best?.table ?? null
}

function likenessOf(header: readonly string[], table: ColumnTable): number {
  const { bound, missing } = bindingOf(header, table, NO_OVERRIDES)
  const needed = table.columns.filter(({ required }) => required).length
  const found = 1 - missing.filter(({ required }) => required).length / needed
  const enough = table.hasCommonNames ? 1 : 0.5
  return bound.length < 2 || found < enough ? 0 : bound.length * found ** 2
}
