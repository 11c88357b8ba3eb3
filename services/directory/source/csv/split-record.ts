const QUOTE = '"'

/**
 * Splits one record into its values, out of their quotes; a quote within an unquoted value is a character like any
 * other, for ids come as `="..."`.
 *
 * @returns `open` when the record ends inside quotes and goes on with the next line, `unpaired` when text follows a
 *   closing quote
 */
export function splitRecord(
  text: string,
  delimiter: string,
): readonly string[] | 'open' | 'unpaired' {
  if (!text.includes(QUOTE)) return text.split(delimiter)
  const values: string[] = []
  let from = 0
  while (from <= text.length) {
    const isQuoted = text[from] === QUOTE
    const close = isQuoted ? closingQuote(text, from + 1) : from
    if (close < 0) return 'open'
    const next = text.indexOf(delimiter, close)
    const to = next < 0 ? text.length : next
    if (isQuoted && text.slice(close + 1, to).trim() !== '') return 'unpaired'
    values.push(isQuoted ? unescaped(text.slice(from + 1, close)) : text.slice(from, to))
    from = to + 1
  }
  return values
}

function closingQuote(text: string, from: number): number {
  let place = text.indexOf(QUOTE, from)
  while (place >= 0 && text[place + 1] === QUOTE) place = text.indexOf(QUOTE, place + 2)
  return place
}

const unescaped = (text: string) => (text.includes(QUOTE) ? text.replaceAll('""', QUOTE) : text)
