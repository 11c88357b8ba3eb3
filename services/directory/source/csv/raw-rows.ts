import { ImportRefused, type RefusalRule } from '../../errors/importing.ts'
import type { InputFile } from '../feed.ts'
import type { Dialect } from './column-table.ts'
import type { Delimiter } from './delimiter.ts'
import { splitRecord } from './split-record.ts'
import { MAX_LINE_CHARACTERS, type TextEnd, type TextLine, textLines } from './text-lines.ts'

/** One row of a CSV file, values as written there (out of their quotes). */
export interface RawRow {
  /** The line on which it begins, counted from 1. */
  readonly line: number
  readonly values: readonly string[]
}

/** How a file's rows are written, and how its text turned out to end. */
export interface RowFormat {
  readonly dialect: Dialect
  readonly delimiter: Delimiter
  readonly end: TextEnd
}

// Each further line makes a record be split anew, so that their number is bounded as well.
const MAX_RECORD_LINES = 1000

/**
 * The rows of a CSV file, header included, empty lines left out, in batches of some hundreds.
 *
 * A splitter of our own: the registers' files use little of CSV, and a general parser takes four times as long for them.
 *
 * @throws {ImportRefused} `TOO_LONG` on a record of more than 1 Mi characters or 1,000 lines, `FILE_TRUNCATED` when the last quote stays open,
 *   `FILE_MALFORMED` on quotes that cannot be paired, and what reading the text throws
 */
export const rawRows = (file: InputFile, format: RowFormat): AsyncGenerator<readonly RawRow[]> =>
  format.dialect === 'plain' ? plainRows(file, format) : quotedRows(file, format)

async function* plainRows(file: InputFile, { delimiter, end }: RowFormat) {
  for await (const lines of textLines(file, end)) {
    yield lines
      .filter(({ text }) => text !== '')
      .map(({ line, text }) => ({ line, values: text.split(delimiter) }))
  }
}

async function* quotedRows(file: InputFile, { delimiter, end }: RowFormat) {
  let open: TextLine | null = null
  for await (const lines of textLines(file, end)) {
    const rows: RawRow[] = []
    for (const next of lines) {
      const record: TextLine = open === null ? next : continued(file, open, next)
      open = null
      if (record.text === '') continue
      const values = splitRecord(record.text, delimiter)
      if (values === 'unpaired') throw refusal(file, 'FILE_MALFORMED', unpairedIn(record))
      if (values === 'open') open = record
      else rows.push({ line: record.line, values })
    }
    yield rows
  }
  if (open !== null)
    throw refusal(file, 'FILE_TRUNCATED', `ends inside quotes of line ${open.line}`)
}

function continued(file: InputFile, open: TextLine, next: TextLine): TextLine {
  const isLong = open.text.length + next.text.length > MAX_LINE_CHARACTERS
  if (isLong || next.line - open.line > MAX_RECORD_LINES) {
    throw refusal(file, 'TOO_LONG', `quotes of line ${open.line} stay open for too long`)
  }
  return { line: open.line, text: `${open.text}\n${next.text}` }
}

const unpairedIn = ({ line }: TextLine) => `the quotes of line ${line} cannot be paired`

const refusal = (file: InputFile, rule: RefusalRule, state: string) =>
  new ImportRefused(rule, `Cannot read file "${file.name}": ${state}`)
