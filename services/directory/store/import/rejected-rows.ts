import { sql, type Transaction } from 'kysely'
import type { RejectionRule } from '../../domain/statement/facts.ts'
import type { Tables } from '../tables.ts'
import type { ImportRun } from './import-run.ts'
import { REJECTIONS } from './stage-tables.ts'

/** A row that was left out; `file` is the number of its file. */
export interface RejectedRow {
  readonly file: number
  readonly line: number
  readonly rule: RejectionRule
  readonly value: string
  readonly message: string
}

const PAGE = 5_000

/** Every row rejected so far, by file and line, in pages. */
export async function* rejectedRows(
  trx: Transaction<Tables>,
): AsyncGenerator<readonly RejectedRow[]> {
  await sql`
    declare rejected no scroll cursor for
    select file, line, rule, value, message from ${sql.table(REJECTIONS)}
    order by file, line, rule, value`.execute(trx)
  try {
    for (;;) {
      const { rows } = await sql<RejectedRow>`fetch ${sql.lit(PAGE)} from rejected`.execute(trx)
      if (rows.length === 0) return
      yield rows
    }
  } finally {
    await sql`close rejected`.execute(trx)
  }
}

/** How many rows were rejected, by the number of the file. */
export async function countRejected(
  trx: Transaction<Tables>,
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ file: number; count: number }>`
    select file, count(*)::int as count from ${sql.table(REJECTIONS)} group by file`.execute(trx)
  return new Map(rows.map(({ file, count }) => [file, count]))
}

/** Keeps the rejected rows with the revision. @param files names, by number */
export async function keepRejected(
  trx: Transaction<Tables>,
  { source, revision }: ImportRun,
  files: readonly string[],
): Promise<void> {
  await sql`
    insert into rejected_row (revision, source, file, line, rule, value, message, subject_kind, subject_key)
    select ${revision}::int, ${source}, (${[...files]}::text[])[file + 1], line, rule, value, message,
      subject_kind, subject_key
    from ${sql.table(REJECTIONS)} order by file, line`.execute(trx)
}
