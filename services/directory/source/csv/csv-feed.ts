import type { FactKind, FeedItem } from '../../domain/statement/facts.ts'
import { ImportRefused } from '../../errors/importing.ts'
import type { Feed, InputFile, ReadContext } from '../feed.ts'
import { assertReadable, type Binding, bindingOf } from './binding.ts'
import type { ColumnTable } from './column-table.ts'
import { delimiterOf, headerLineOf, nameOf } from './delimiter.ts'
import { headOf } from './head.ts'
import { type RawRow, rawRows } from './raw-rows.ts'
import { rejected } from './rejected.ts'
import { type Row, rowOf } from './row.ts'
import type { TextEnd } from './text-lines.ts'

/** How the rows of one kind of CSV file become facts. */
export interface CsvSource<Field extends string> {
  readonly table: ColumnTable<Field>
  /** Code lists 0, all else 1. */
  readonly order: 0 | 1
  /** Whether a file with this beginning is of the table's kind. */
  readonly recognises: (head: string) => boolean
  /** What a file with these columns speaks for. */
  readonly speaksFor: (binding: Binding<Field>) => readonly FactKind[]
  /** Makes the reader of one file's rows; it may remember rows that came before. */
  readonly reader: (context: ReadContext, binding: Binding<Field>) => RowReader<Field>
}

type Subject = { readonly kind: FactKind; readonly key: string }

/** Turns rows into items. */
export interface RowReader<Field extends string> {
  readonly items: (row: Row<Field>) => readonly FeedItem[]
  /** What is left to say once all rows are read. */
  readonly rest?: () => readonly FeedItem[]
  /** What a row is about that is not as long as the header, so that none of it is taken for vanished. */
  readonly subjects: (row: Row<Field>) => readonly Subject[]
}

/** Makes a feed of a CSV source. */
export const csvFeed = <Field extends string>(source: CsvSource<Field>): Feed => ({
  format: source.table.format,
  order: source.order,
  recognises: source.recognises,
  read: (file, context) => itemsOf(source, file, context),
})

async function* itemsOf<Field extends string>(
  source: CsvSource<Field>,
  file: InputFile,
  context: ReadContext,
): AsyncGenerator<readonly FeedItem[]> {
  const delimiter = delimiterOf(headerLineOf(await headOf(file)))
  const end: TextEnd = { endsWithLineEnd: false }
  let rows: FileRows | undefined
  let last: RawRow | undefined
  for await (const batch of rawRows(file, { dialect: source.table.dialect, delimiter, end })) {
    const [first] = batch
    if (rows === undefined && first !== undefined) {
      rows = openRows(source, { file, context, header: first.values.map(nameOf) })
      yield rows.opening
      yield batch.slice(1).flatMap(rows.items)
    } else if (rows !== undefined) {
      yield batch.flatMap(rows.items)
    }
    last = batch.at(-1) ?? last
  }
  if (rows === undefined) {
    throw new ImportRefused('FILE_EMPTY', `Cannot read file "${file.name}": is empty`)
  }
  if (last !== undefined && !end.endsWithLineEnd && last.values.length < rows.width) {
    const message = `Cannot read file "${file.name}": ends within line ${last.line}`
    throw new ImportRefused('FILE_TRUNCATED', message)
  }
  yield rows.rest()
}

interface FileRows {
  readonly width: number
  readonly opening: readonly FeedItem[]
  readonly items: (row: RawRow) => readonly FeedItem[]
  readonly rest: () => readonly FeedItem[]
}

function openRows<Field extends string>(
  source: CsvSource<Field>,
  { file, context, header }: { file: InputFile; context: ReadContext; header: readonly string[] },
): FileRows {
  const binding = bindingOf(header, source.table, context.columnOverrides)
  assertReadable(file.name, header, binding)
  const reader = source.reader(context, binding)
  const width = header.length
  return {
    width,
    opening: [
      {
        kind: 'header',
        snapshotDate: null,
        snapshotInstant: null,
        speaksFor: source.speaksFor(binding),
        isDelta: false,
      },
      ...binding.unbound.map(({ column }) => ({ kind: 'unknown', line: 1, name: column }) as const),
    ],
    items({ line, values }) {
      const row = rowOf(binding.at, line, values)
      if (isAsWide(values, width)) return reader.items(row)
      const state = `the header has ${width} columns`
      const value = `${values.length} values`
      const subjects = reader.subjects(row)
      return (subjects.length === 0 ? [null] : subjects).map((subject) =>
        rejected(line, { rule: 'ROW_MALFORMED', noun: 'row with', value, state, subject }),
      )
    },
    rest: () => reader.rest?.() ?? [],
  }
}

/** Whether a row has the header's width; empty values beyond it, from delimiters at the end, do no harm. */
function isAsWide(values: readonly string[], width: number): boolean {
  if (values.length === width) return true
  return values.length > width && values.slice(width).every((value) => value.trim() === '')
}
