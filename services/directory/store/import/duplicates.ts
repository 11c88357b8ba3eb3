import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { rejectRows } from './reject-rows.ts'
import { stageOf } from './stage-tables.ts'
import type { VersionTable } from './version-tables.ts'

/**
 * Leaves in staging at most one row for each thing and day: rows alike are one; of several that begin on one day the
 * first stands; of two periods that overlap the later one stands.
 */
export async function rejectDuplicates(
  trx: Transaction<Tables>,
  tables: readonly VersionTable[],
): Promise<void> {
  for (const table of tables) {
    if (!(await hasSeveral(trx, table))) continue
    await foldAlike(trx, table)
    await rejectSameBeginning(trx, table)
    await rejectOverlapping(trx, table)
  }
}

async function hasSeveral(trx: Transaction<Tables>, table: VersionTable): Promise<boolean> {
  const { rows } = await sql<{ several: boolean }>`
    select exists (
      select from ${sql.table(stageOf(table.name))} group by track having count(*) > 1
    ) as several`.execute(trx)
  return rows[0]?.several ?? false
}

const ranked = (table: VersionTable, key: string) => sql`
  select ctid as row, track, valid_from,
         row_number() over (partition by ${sql.raw(key)} order by file, line) as place
  from ${sql.table(stageOf(table.name))}`

async function foldAlike(trx: Transaction<Tables>, table: VersionTable): Promise<void> {
  await sql`
    delete from ${sql.table(stageOf(table.name))} as s
    using (${ranked(table, 'track, valid_from, valid_to, hash')}) as alike
    where s.ctid = alike.row and alike.place > 1`.execute(trx)
}

async function rejectSameBeginning(trx: Transaction<Tables>, table: VersionTable): Promise<void> {
  await rejectRows(trx, table, {
    rule: 'ID_DUPLICATE',
    rows: sql`
      select row, track as value,
             format('Cannot take %s "%s": another row has it from the same day', 
                    ${sql.lit(table.kind)}, track) as message
      from (${ranked(table, 'track, valid_from')}) as same where place > 1`,
  })
}

async function rejectOverlapping(trx: Transaction<Tables>, table: VersionTable): Promise<void> {
  await rejectRows(trx, table, {
    rule: 'ID_DUPLICATE',
    rows: sql`
      select row, track as value,
             format('Cannot take %s "%s": its period overlaps the one from %s',
                    ${sql.lit(table.kind)}, track, next_from) as message
      from (
        select ctid as row, track, valid_to,
               lead(valid_from) over (partition by track order by valid_from nulls first) as next_from
        from ${sql.table(stageOf(table.name))}
      ) as periods
      where next_from is not null and (valid_to is null or valid_to >= next_from)`,
  })
}
