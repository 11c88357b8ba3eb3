import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ImportRun } from './import-run.ts'
import type { VersionTable } from './version-tables.ts'

/** What the source's rows were before the import, without their payload; fixed while the difference is made. */
export const heldOf = (name: string): string => `held_${name}`

/** @returns whether the source holds any rows; only then is there a table of them */
export async function readHeld(
  trx: Transaction<Tables>,
  table: VersionTable,
  { source }: ImportRun,
): Promise<boolean> {
  const held = sql.table(heldOf(table.name))
  const rows = sql`from ${sql.table(table.name)} where source = ${source} and last_revision is null`
  const found = await sql<{ any: boolean }>`select exists (select ${rows}) as any`.execute(trx)
  if (!found.rows[0]?.any) return false
  await sql`drop table if exists pg_temp.${held}`.execute(trx)
  await sql`
    create temp table ${held} on commit drop as
    select id, track, valid_from, valid_to, hash ${rows}`.execute(trx)
  await sql`analyze ${held}`.execute(trx)
  return true
}
