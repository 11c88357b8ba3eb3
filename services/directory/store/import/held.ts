import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ImportRun } from './import-run.ts'
import type { VersionTable } from './version-tables.ts'

/** What the source's rows were before the import, without their payload; fixed while the difference is made. */
export const heldOf = (name: string): string => `held_${name}`

/** @returns how many rows the source holds */
export async function readHeld(
  trx: Transaction<Tables>,
  table: VersionTable,
  { source }: ImportRun,
): Promise<number> {
  const held = sql.table(heldOf(table.name))
  await sql`drop table if exists pg_temp.${held}`.execute(trx)
  await sql`
    create temp table ${held} on commit drop as
    select id, track, valid_from, valid_to, hash from ${sql.table(table.name)}
    where source = ${source} and last_revision is null`.execute(trx)
  await sql`analyze ${held}`.execute(trx)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${held}`.execute(
    trx,
  )
  return rows[0]?.count ?? 0
}
