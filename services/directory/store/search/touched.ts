import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import type { Audience } from './audiences.ts'

/** The revision that the search is brought to. */
export interface Step {
  readonly revision: number
  /** The revision that it stands at; null where nothing of it is written, and every unit is touched. */
  readonly since: number | null
}

/** A step from one revision to a later one. */
export type Advance = Step & { readonly since: number }

/**
 * Writes down, into tables of the transaction, which units a step is about: in `search_touched` those whose entries may
 * differ, which are the changed ones and all below them, and in `search_around` those and all above them.
 *
 * @returns how many are touched
 */
export async function writeTouched(trx: Transaction<Tables>, step: Advance): Promise<number> {
  await sql`drop table if exists pg_temp.search_touched, pg_temp.search_around`.execute(trx)
  await sql`create temp table search_touched (sor_id text collate "C" primary key) on commit drop`.execute(
    trx,
  )
  const { numAffectedRows } = await sql`insert into search_touched ${touched(step)}`.execute(trx)
  await sql`analyze search_touched`.execute(trx)
  const count = Number(numAffectedRows ?? 0)
  if (count === 0) return 0
  await sql`create temp table search_around on commit drop as ${around('search_touched')}`.execute(
    trx,
  )
  await sql`analyze search_around`.execute(trx)
  return count
}

const touched = (step: Advance) => sql`
  with recursive below as (
    select sor_id from (${changed(step)}) as changed
    union
    select v.sor_id from below join organisation_version v on v.parent_id = below.sor_id
    where v.first_revision <= ${step.revision}::int
  ) select sor_id from below`

const changed = ({ revision, since }: Advance) => sql`
  select sor_id from organisation_version
  where (first_revision > ${since}::int and first_revision <= ${revision}::int)
    or (last_revision >= ${since}::int and last_revision < ${revision}::int)
  union
  -- A later listing in the endpoint register opens a unit again that another source has closed.
  select listed.sor_id from organisation_version as listed
  join snapshot on snapshot.source = listed.source
    and snapshot.revision > ${since}::int and snapshot.revision <= ${revision}::int
  join source on source.name = listed.source and source.format = 'eer'
  where listed.first_revision <= ${revision}::int and exists (
    select from organisation_version as dated where dated.sor_id = listed.sor_id and dated.valid_to is not null)`

const around = (from: string) => sql`
  with recursive above as (
    select sor_id from ${sql.table(from)}
    union
    select v.parent_id from above join organisation_version v on v.sor_id = above.sor_id
    where v.parent_id is not null
  ) select sor_id from above`

/**
 * Writes down, into a table `search_scope` of the transaction, of which touched units an audience has entries of its own:
 * everybody of all; others of those that a restricted source tells of, and of all below them.
 *
 * @returns how many these are; `all` where they are all units of the register, and nothing was written down
 */
export async function writeScope(
  trx: Transaction<Tables>,
  { restricted }: Audience,
  { since, revision }: Step,
): Promise<number | 'all'> {
  const isWhole = since === null
  if (isWhole && restricted.length === 0) return 'all'
  const amongAround = isWhole ? sql`` : sql`and v.sor_id in (select sor_id from search_around)`
  const scope =
    restricted.length === 0
      ? sql`select sor_id from search_touched`
      : sql`with recursive told as (
          select distinct v.sor_id from organisation_version v
          where v.source = any(${[...restricted]}::text[]) and v.first_revision <= ${revision}::int ${amongAround}
          union
          select v.sor_id from told join organisation_version v on v.parent_id = told.sor_id
          where v.first_revision <= ${revision}::int ${amongAround}
        ) select sor_id from told
        ${isWhole ? sql`` : sql`where sor_id in (select sor_id from search_touched)`}`
  await sql`drop table if exists pg_temp.search_scope`.execute(trx)
  const { numAffectedRows } =
    await sql`create temp table search_scope on commit drop as ${scope}`.execute(trx)
  await sql`analyze search_scope`.execute(trx)
  if (isWhole) {
    await sql`drop table if exists pg_temp.search_around`.execute(trx)
    await sql`create temp table search_around on commit drop as ${around('search_scope')}`.execute(
      trx,
    )
    await sql`analyze search_around`.execute(trx)
  }
  return Number(numAffectedRows ?? 0)
}
