import { type Kysely, sql } from 'kysely'
import type { TableSum } from '../../domain/copy/register-copy.ts'
import type { Tables } from '../tables.ts'
import { COPY_TABLES, type CopyTable, ofSources } from './copy-tables.ts'

/**
 * Counts and sums up what stands at a revision, in each table. The sum of digests hangs on no order, and on the values of
 * every column but the end of a row, which a copy may know earlier than its source told it.
 *
 * @param sources null for all
 */
export async function checksums(
  db: Kysely<Tables>,
  revision: number,
  sources: readonly string[] | null,
): Promise<Readonly<Record<string, TableSum>>> {
  const sums: Record<string, TableSum> = {}
  for (const table of COPY_TABLES) {
    if (table.isHeld) sums[table.name] = await sumOf(db, table, table.isHeld(revision), sources)
  }
  return sums
}

async function sumOf(
  db: Kysely<Tables>,
  table: CopyTable,
  isHeld: ReturnType<NonNullable<CopyTable['isHeld']>>,
  sources: readonly string[] | null,
): Promise<TableSum> {
  const counted = table.columns.filter((column) => column !== 'last_revision')
  const { rows } = await sql<TableSum>`
    select count(*)::int as rows,
           coalesce(sum(('x' || left(md5(r::text), 15))::bit(60)::bigint), 0)::text as sum
    from (
      select ${sql.join(counted.map((column) => sql.ref(`t.${column}`)))}
      from ${sql.table(table.name)} as t where ${isHeld} and ${ofSources(table, sources)}
    ) as r`.execute(db)
  return rows[0] ?? { rows: 0, sum: '0' }
}

/** @returns names of the tables that are not alike */
export const differing = (
  one: Readonly<Record<string, TableSum>>,
  other: Readonly<Record<string, TableSum>>,
): readonly string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) => one[name]?.rows !== other[name]?.rows || one[name]?.sum !== other[name]?.sum)
    .sort()
