/** One row seen through a binding: fields by name, values cleaned. */
export interface Row<Field extends string = string> {
  readonly line: number
  /** The value of a field: trimmed, out of the `="..."` that spreadsheets are given; null when empty or unbound. */
  text(field: Field): string | null
}

/** Makes rows out of raw values; `at` says where each field stands. */
export function rowOf<Field extends string>(
  at: ReadonlyMap<Field, number>,
  line: number,
  values: readonly string[],
): Row<Field> {
  return {
    line,
    text(field) {
      const place = at.get(field)
      const value = place === undefined ? undefined : values[place]
      return value === undefined || value === '' ? null : cleaned(value)
    },
  }
}

/** A cell's value as meant: trimmed, out of `="..."`, null when nothing is left. */
export function cleaned(cell: string): string | null {
  const trimmed = cell.trim()
  const value = trimmed.startsWith('="') ? trimmed.slice(2).replace(/"$/, '').trim() : trimmed
  return value === '' || value === 'NULL' ? null : value
}
