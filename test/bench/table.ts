/** Rows under their headings, in columns that line up; numbers to the right. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => pad(cell, widths[column] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(headings), rule, ...rows.map(line)].join('\n')
}

const pad = (cell: string, width: number): string =>
  /^[\d.×, ]+$/.test(cell) ? cell.padStart(width) : cell.padEnd(width)

/** A number with as many digits as it deserves. */
export const figure = (number: number): string =>
  number >= 100
    ? Math.round(number).toLocaleString('en-GB').replaceAll(',', ' ')
    : number.toPrecision(3)
