const DELIMITERS = [';', ',', '\t'] as const

/** What stands between two values of a row. */
export type Delimiter = (typeof DELIMITERS)[number]

/** The delimiter that a header line holds most of outside quotes; the semicolon where it holds none. */
export function delimiterOf(headerLine: string): Delimiter {
  const bare = headerLine.replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: Delimiter) => bare.split(delimiter).length
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

/** The header line of a file's beginning, without byte order mark and line end. */
export const headerLineOf = (head: string): string =>
  (head.startsWith('\uFEFF') ? head.slice(1) : head).split('\n', 1)[0]?.trimEnd() ?? ''

/** The names in a header line, out of their quotes. */
export const headerNames = (headerLine: string, delimiter: Delimiter): readonly string[] =>
  headerLine.split(delimiter).map(nameOf)

/** A column's name out of quotes and blanks. */
export const nameOf = (cell: string): string => cell.replace(/^\uFEFF?\s*"?|"?\s*$/g, '')
