import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import type { ImportRun } from './import-run.ts'
import { REJECTIONS, stageOf } from './stage-tables.ts'
import type { VersionTable } from './version-tables.ts'

/**
 * What must not be taken for vanished. `named`: a row about it was rejected; else it hangs on a unit whose row was.
 */
export const sparedOf = (name: string): string => `spared_${name}`

/** A duplicate does not count: the row that it doubles stands. */
const BROKEN = sql`(
  select subject_kind, subject_key from ${sql.table(REJECTIONS)}
  where subject_key is not null and rule <> 'ID_DUPLICATE')`

/**
 * Finds what the source holds that a rejected row speaks of. Units come first: the others ask for theirs.
 *
 * @returns whether there is a table of them
 */
export async function findSpared(
  trx: Transaction<Tables>,
  table: VersionTable,
  run: ImportRun,
): Promise<boolean> {
  if (!(await anyBroken(trx))) return false
  const spared = sql.table(sparedOf(table.name))
  await sql`drop table if exists pg_temp.${spared}`.execute(trx)
  await sql`create temp table ${spared} (track text collate "C", named boolean) on commit drop`.execute(
    trx,
  )
  await spareNamed(trx, table, run)
  if (table.kind === 'organisation') await spareDescendants(trx, run)
  if (table.belongsToUnit) await spareBelongings(trx, table, run)
  await withholdClosing(trx, table, run)
  return true
}

async function anyBroken(trx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`select exists ${BROKEN} as any`.execute(trx)
  return rows[0]?.any ?? false
}

async function spareNamed(
  trx: Transaction<Tables>,
  table: VersionTable,
  { source }: ImportRun,
): Promise<void> {
  const matches = table.rejectedBy.map(
    (column) => sql`
    select track from ${sql.table(table.name)} as v
    join ${BROKEN} as broken on v.${sql.ref(column)} = broken.subject_key
    where broken.subject_kind = ${sql.lit(table.kind)}
      and v.source = ${source} and v.last_revision is null`,
  )
  await sql`
    insert into ${sql.table(sparedOf(table.name))}
    select track, true from (${sql.join(matches, sql` union `)}) as named`.execute(trx)
}

async function spareDescendants(trx: Transaction<Tables>, { source }: ImportRun): Promise<void> {
  const spared = sql.table(sparedOf('organisation_version'))
  await sql`
    insert into ${spared}
    with recursive below as (
      select track from ${spared}
      union
      select child.track
      from organisation_version as child join below on child.parent_id = below.track
      where child.source = ${source} and child.last_revision is null
    )
    select track, false from below
    where not exists (select from ${spared} as named where named.track = below.track)`.execute(trx)
}

async function spareBelongings(
  trx: Transaction<Tables>,
  table: VersionTable,
  { source }: ImportRun,
): Promise<void> {
  const spared = sql.table(sparedOf(table.name))
  await sql`
    insert into ${spared}
    select distinct v.track, false from ${sql.table(table.name)} as v
    join ${sql.table(sparedOf('organisation_version'))} as unit on unit.track = v.sor_id
    where v.source = ${source} and v.last_revision is null
      and not exists (select from ${spared} as named where named.track = v.track)`.execute(trx)
}

/**
 * Of a thing that has a rejected row, the rows left may lack the one in force. Taken alone they would close it, so then
 * all of them wait and what is held stays.
 */
async function withholdClosing(
  trx: Transaction<Tables>,
  table: VersionTable,
  { day }: ImportRun,
): Promise<void> {
  const stage = sql.table(stageOf(table.name))
  await sql`
    delete from ${stage} as s using ${sql.table(sparedOf(table.name))} as spared
    where spared.track = s.track and spared.named and not exists (
      select from ${stage} as live
      where live.track = s.track and (live.valid_to is null or live.valid_to >= ${day}))`.execute(
    trx,
  )
}
