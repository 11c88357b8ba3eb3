import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { COPY_TABLES, type CopyRange, type CopyTable, ofSources } from './copy-tables.ts'

/** Some lines of a copy. */
export interface LineBlock {
  readonly text: string
  readonly lines: number
}

// Some hundred bytes each: a page is short-lived text, where a larger one would wait for the next full collection.
const PAGE = 300

/**
 * The rows of a copy as lines of JSON: `{"table","row"}` for one that began, `{"table","end"}` for one that ended. PostgreSQL
 * writes them, page by page as they are asked for, so that neither side holds more than a page.
 */
export async function* copyLines(
  trx: Transaction<Tables>,
  range: CopyRange,
): AsyncGenerator<LineBlock> {
  for (const table of COPY_TABLES) {
    yield* pages(trx, rowLines(table, range))
    if (table.hasEnds && range.after !== null) yield* pages(trx, endLines(table, range))
  }
}

function rowLines(table: CopyTable, range: CopyRange): RawBuilder<unknown> {
  const instead = table.instead(range)
  const columns = table.columns.map((column) => {
    const value = instead[column]
    return value ? sql`${value} as ${sql.ref(column)}` : sql.ref(`t.${column}`)
  })
  return sql`
    select json_build_object('table', ${sql.lit(table.name)}, 'row', row_to_json(r))::text as line
    from (
      select ${sql.join(columns)} from ${sql.table(table.name)} as t
      where ${table.isCopied(range)} and ${ofSources(table, range.sources)}
    ) as r`
}

const endLines = (table: CopyTable, range: CopyRange): RawBuilder<unknown> => sql`
  select json_build_object('table', ${sql.lit(table.name)},
           'end', json_build_object('id', t.id, 'last_revision', t.last_revision))::text as line
  from ${sql.table(table.name)} as t
  where t.first_revision <= ${range.after}::int and t.last_revision >= ${range.after}::int
    and t.last_revision < ${range.revision}::int and ${ofSources(table, range.sources)}`

async function* pages(
  trx: Transaction<Tables>,
  query: RawBuilder<unknown>,
): AsyncGenerator<LineBlock> {
  await sql`declare copied no scroll cursor for ${query}`.execute(trx)
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(PAGE)} from copied`.execute(trx)
    if (rows.length > 0) {
      yield { text: `${rows.map(({ line }) => line).join('\n')}\n`, lines: rows.length }
    }
    if (rows.length < PAGE) break
  }
  await sql`close copied`.execute(trx)
}
