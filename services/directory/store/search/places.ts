import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { TERM_MARKS } from './terms.ts'

/**
 * Writes down, into a table `search_place` of the transaction, what lies above each unit and which addresses it inherits, on
 * which days: the periods of `search_period`, parted where something above them changes. `above` holds terms. A unit that
 * lies in a circle counts as one with nothing above it.
 */
export async function writePlaces(trx: Transaction<Tables>): Promise<void> {
  await sql`drop table if exists pg_temp.search_place`.execute(trx)
  await sql`create temp table search_place on commit drop as
    select 0 as depth, '{}'::text[] collate "C" as above, ${own}
    from search_period as top
    where top.parent_id is null or not exists (select from search_period p where p.sor_id = top.parent_id)`.execute(
    trx,
  )
  for (let depth = 0; (await placeBelow(trx, depth)) > 0; ) depth++
  await placeCircles(trx)
  await sql`analyze search_place`.execute(trx)
}

// An import refuses circles within one source.
async function placeCircles(trx: Transaction<Tables>): Promise<void> {
  await sql`insert into search_place select 0, '{}', ${own}
    from search_period as top
    where (select count(distinct source) > 1 from organisation_version where last_revision is null)
      and not exists (select from search_place as done where done.sor_id = top.sor_id)`.execute(trx)
}

const own = sql`top.sor_id, top.id, top.is_parent, top.day_from, top.day_to, top.is_recorded,
  top.post_code, top.municipality, top.region, top.served`

const ABOVE = sql.lit(TERM_MARKS.above)

const PASSED = sql`row(above, is_recorded, post_code, municipality, region, served)`

// One statement for each depth: within one recursive statement all periods would be sorted anew for each.
async function placeBelow(trx: Transaction<Tables>, depth: number): Promise<number> {
  await sql`drop table if exists pg_temp.search_passed`.execute(trx)
  await sql`create temp table search_passed on commit drop as ${passedOn(depth)}`.execute(trx)
  const { numAffectedRows } = await sql`insert into search_place
    select ${depth}::int + 1, ${ABOVE} || place.sor_id || place.above,
      below.sor_id, below.id, below.is_parent, greatest(below.day_from, place.day_from), least(below.day_to, place.day_to),
      below.is_recorded, ${inherited('post_code')}, ${inherited('municipality')},
      coalesce(below.region, case when place.is_recorded then place.region end), place.served
    from search_passed as place join search_period as below on below.parent_id = place.sor_id
      and below.day_from <= place.day_to and below.day_to >= place.day_from
    where ${ABOVE} || below.sor_id <> all(place.above)`.execute(trx)
  return Number(numAffectedRows ?? 0)
}

// The postal address, as a whole block; a unit that is not recorded for the day passes nothing on.
const inherited = (column: 'post_code' | 'municipality') => sql`case
  when below.has_postal then ${sql.ref(`below.${column}`)}
  when place.is_recorded then ${sql.ref(`place.${column}`)} end`

/** What the units of a depth are to those below, without the days on which nothing of that changes: a name is not passed on. */
const passedOn = (depth: number) => sql`
  select sor_id, min(day_from) as day_from, max(day_to) as day_to, above, is_recorded, post_code, municipality, region, served
  from (
    select *, sum(is_new) over (partition by sor_id order by day_from) as run
    from (
      select *, (lag(day_to) over days + 1 is distinct from day_from
        or lag(${PASSED}) over days is distinct from ${PASSED})::int as is_new
      from search_place where depth = ${depth}::int and is_parent
      window days as (partition by sor_id order by day_from)
    ) as place
  ) as place
  group by sor_id, run, above, is_recorded, post_code, municipality, region, served`
