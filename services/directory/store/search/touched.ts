import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import type { Audience } from './audiences.ts'

/** The revision that the search is brought to, from the one at which it stands. */
export interface Step {
  readonly revision: number
  readonly since: number
}

// From so many on, making the indexes anew is faster than adding to them.
const MANY = 50_000

/** Whether so many units changed that writing all of them anew is less work. */
export async function touchesMost(trx: Transaction<Tables>, step: Step): Promise<boolean> {
  const { rows } = await sql<{ changed: number; all: number }>`
    select (select count(*)::int from (${changed(step)}) as changed) as changed,
      (select count(*)::int from organisation_version where last_revision is null) as all`.execute(
    trx,
  )
  const [{ changed: count, all } = { changed: 0, all: 0 }] = rows
  return count >= MANY && count * 2 > all
}

/**
 * Writes down, into tables of the transaction, which units a step is about: in `search_touched` those whose entries may
 * differ, which are the changed ones and all below them, and in `search_around` those and all above them.
 *
 * @returns how many are touched
 */
export async function writeTouched(trx: Transaction<Tables>, step: Step): Promise<number> {
  await sql`drop table if exists pg_temp.search_touched`.execute(trx)
  await sql`create temp table search_touched (sor_id text collate "C" primary key) on commit drop`.execute(
    trx,
  )
  const { numAffectedRows } = await sql`insert into search_touched ${touched(step)}`.execute(trx)
  await sql`analyze search_touched`.execute(trx)
  const count = Number(numAffectedRows ?? 0)
  if (count === 0) return 0
  await writeAround(trx, 'search_touched')
  return count
}

const touched = (step: Step) => sql`
  with recursive below as (
    select sor_id from (${changed(step)}) as changed
    union
    select v.sor_id from below join organisation_version v on v.parent_id = below.sor_id
    where v.first_revision <= ${step.revision}::int
  ) select sor_id from below`

const changed = ({ revision, since }: Step) => sql`
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

/** Which units entries are written of. */
export interface Scope {
  readonly audience: Audience
  readonly revision: number
  /** All units of the register, and not only the touched ones. */
  readonly isWhole: boolean
}

/**
 * Writes down, into a table `search_scope` of the transaction, of which units an audience has entries of its own: everybody of
 * all; others of those that a restricted source tells of, and of all below them. For others, `search_around` holds
 * these and all above them.
 *
 * @returns how many these are; `all` where they are all units of the register, and nothing was written down
 */
export async function writeScope(trx: Transaction<Tables>, scope: Scope): Promise<number | 'all'> {
  const { audience, isWhole } = scope
  const isEverybody = audience.restricted.length === 0
  if (isWhole && isEverybody) return 'all'
  await sql`drop table if exists pg_temp.search_scope`.execute(trx)
  await sql`create temp table search_scope (sor_id text collate "C") on commit drop`.execute(trx)
  const { numAffectedRows } = await sql`insert into search_scope
    ${isEverybody ? sql`select sor_id from search_touched` : told(scope)}`.execute(trx)
  await sql`analyze search_scope`.execute(trx)
  if (!isEverybody) await writeAround(trx, 'search_scope')
  return Number(numAffectedRows ?? 0)
}

const told = ({ audience, revision, isWhole }: Scope) => {
  const touched = isWhole ? sql`` : sql`where sor_id in (select sor_id from search_touched)`
  return sql`with recursive told as (
      select distinct v.sor_id from organisation_version v
      where v.source = any(${[...audience.restricted]}::text[]) and v.first_revision <= ${revision}::int
      union
      select v.sor_id from told join organisation_version v on v.parent_id = told.sor_id
      where v.first_revision <= ${revision}::int
    ) select sor_id from told ${touched}`
}

async function writeAround(trx: Transaction<Tables>, table: string): Promise<void> {
  await sql`drop table if exists pg_temp.search_around`.execute(trx)
  await sql`create temp table search_around on commit drop as ${around(table)}`.execute(trx)
  await sql`analyze search_around`.execute(trx)
}
