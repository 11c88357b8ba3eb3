import { sql, type Transaction } from 'kysely'
import type { ClientBase } from 'pg'
import type { CopyTrailer } from '../../domain/copy/register-copy.ts'
import type { ArrivingCopy } from '../../domain/copy/source-hub.ts'
import { CopyUnreadable } from '../../errors/copying.ts'
import { textField } from '../import/copy-text.ts'
import { copyTurns } from '../import/copy-turns.ts'
import type { Tables } from '../tables.ts'
import { COPY_TABLES } from './copy-tables.ts'

/** Where the lines of a table wait, as JSON; it dies with the transaction. */
export const arrivedOf = (table: string): string => `arrived_${table}`

/** A copy whose last line has come. */
export interface StagedCopy {
  readonly trailer: CopyTrailer
  /** Names of the tables that it has lines of. */
  readonly tables: ReadonlySet<string>
}

const TABLE = /^\{"table" ?: ?"(\w+)"/

/**
 * Streams a copy into staging, in pieces: what it holds is read by the database, not here.
 *
 * @throws {CopyUnreadable} on a line of no table of ours
 * @throws {CopyTorn} where the stream ends before its last line
 */
export async function stageCopy(
  trx: Transaction<Tables>,
  client: ClientBase,
  copy: ArrivingCopy,
): Promise<StagedCopy> {
  const targets = new Map(COPY_TABLES.map(({ name }) => [arrivedOf(name), ['line']]))
  const made = new Set<string>()
  const copies = copyTurns(client, targets, async (target) => {
    if (made.has(target)) return
    made.add(target)
    await sql`create temp table ${sql.table(target)} (line jsonb not null) on commit drop`.execute(
      trx,
    )
  })
  const lines = copy.lines()
  for (;;) {
    const batch = await lines.next()
    if (batch.done) {
      const counts = await copies.finish()
      const tables = COPY_TABLES.map(({ name }) => name as string)
      return {
        trailer: batch.value,
        tables: new Set(tables.filter((name) => (counts.get(arrivedOf(name)) ?? 0) > 0)),
      }
    }
    for (const line of batch.value) {
      const target = arrivedOf(TABLE.exec(line)?.[1] ?? '')
      if (!targets.has(target)) throw new CopyUnreadable('Cannot read copy: a line is of no table')
      copies.add(target, textField(line))
    }
    await copies.turn()
  }
}
