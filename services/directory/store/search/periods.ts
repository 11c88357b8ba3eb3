import { type RawBuilder, sql, type Transaction } from 'kysely'
import { OWNER_KINDS } from '../../domain/unit/owner-kind.ts'
import { REGION_OF_MUNICIPALITY } from '../../domain/vocabulary/municipality-regions.ts'
import { isVisible, type Look } from '../reading/sight.ts'
import { bestFirst } from '../reading/units.ts'
import type { Tables } from '../tables.ts'
import { TERM_MARKS } from './terms.ts'

/** What is looked at: a revision, as some readers see it. */
export type Revised = Pick<Look, 'revision' | 'visibleSources'>

/**
 * Writes down, into a table `search_period` of the transaction, which version each unit is read from on
 * which days, and whether what it was is recorded for them. The periods of a unit never overlap; those of one that others lie
 * below leave no day out.
 *
 * @param at `isWhole`: of all units, not only those of `search_around`
 */
export async function writePeriods(
  trx: Transaction<Tables>,
  at: Revised & { readonly isWhole: boolean },
): Promise<void> {
  const around = at.isWhole ? sql`` : sql`and v.sor_id in (select sor_id from search_around)`
  await sql`drop table if exists pg_temp.search_known, pg_temp.search_period`.execute(trx)
  await sql`create temp table search_known on commit drop as
    select v.sor_id, min(v.id) as id, count(*) as versions,
      v.sor_id in (select parent_id from organisation_version where parent_id is not null) as is_parent
    from organisation_version v
    where v.first_revision <= ${at.revision}::int and ${isVisible('v', at)} ${around}
    group by v.sor_id`.execute(trx)
  await sql`analyze search_known`.execute(trx)
  await sql`create temp table search_period on commit drop as
    ${lonelyPeriods(at)} union all ${rivalPeriods(at)}`.execute(trx)
  await sql`analyze search_period`.execute(trx)
}

const mark = (kind: keyof typeof TERM_MARKS) => sql.lit(TERM_MARKS[kind])

const regions = sql`${JSON.stringify(Object.fromEntries(REGION_OF_MUNICIPALITY))}::jsonb`

const regionOf = (
  address: string,
) => sql`case when jsonb_typeof(${sql.ref(address)}) = 'object' then
  ${regions} ->> (${sql.ref(address)} ->> 'municipality') end`

const ownRegion = sql`coalesce(v.region, ${regionOf('v.activity')}, ${regionOf('v.visiting')}, ${regionOf('v.postal')})`

const kinds = sql`${JSON.stringify(Object.fromEntries(OWNER_KINDS))}::jsonb`

/**
 * The municipality that counts for everything below an owner, see `placeOf`: of a municipality its own, of a region or the
 * state none, which is an empty text; null where each unit belongs where it works.
 */
const served = sql`case when v.level = 'OWNER' then
  case coalesce(${kinds} ->> v.type_code, ${kinds} ->> lower(v.type_display))
    when 'MUNICIPALITY' then coalesce(v.postal ->> 'municipality', v.visiting ->> 'municipality', '')
    when 'REGION' then '' when 'STATE' then '' end end`

/** What is read of a version `v` for a span of days. */
const period = sql`v.sor_id, v.id, known.is_parent, span.day_from, span.day_to, span.is_recorded, v.parent_id,
  coalesce(jsonb_typeof(v.postal) = 'object', false) as has_postal, ${ownRegion} as region, ${served} as served,
  ${mark('postCode')} || (v.postal ->> 'postCode') as post_code,
  ${mark('municipality')} || (v.postal ->> 'municipality') as municipality`

/**
 * Most units have one version, of one source, and need no choice. It holds for the time before it too, unless the unit existed
 * then without being recorded.
 */
const lonelyPeriods = ({ revision }: Revised): RawBuilder<unknown> => sql`
  select ${period}
  from search_known as known join organisation_version v
    on v.sor_id = known.sor_id and v.id = known.id
  join source s on s.name = v.source
  cross join lateral (
    select coalesce(v.last_revision < ${revision}::int, false)
      or (s.format <> 'eer' and (v.first_from < v.valid_from) is not true) as is_known,
      case when s.format = 'eer' then '-infinity' else v.first_from end as first_from
  ) as past
  cross join lateral (
    select case when past.is_known then '-infinity' else v.valid_from end, 'infinity'::date, true
    union all
    select past.first_from, v.valid_from - 1, false where known.is_parent and not past.is_known
    union all
    select '-infinity', past.first_from - 1, true
    where known.is_parent and not past.is_known and past.first_from > '-infinity'
  ) as span (day_from, day_to, is_recorded)
  where known.versions = 1 and span.day_from <= span.day_to`

/** Between two days on which something begins or ends, the choice among a unit's versions is one and the same. */
const rivalPeriods = (at: Revised): RawBuilder<unknown> => sql`
  select ${period}
  from (
    select sor_id, is_parent, day as day_from, coalesce(next_day - 1, 'infinity') as day_to,
      case when day = '-infinity' then next_day - 1 else day end as day
    from (
      select sor_id, is_parent, day, lead(day) over (partition by sor_id order by day) as next_day
      from (
        select distinct v.sor_id, known.is_parent, cut.day
        from search_known as known join organisation_version v on v.sor_id = known.sor_id
        cross join lateral (values ('-infinity'::date), (v.first_from), (v.valid_from), (v.valid_to + 1)) as cut (day)
        where known.versions > 1 and cut.day is not null
          and v.first_revision <= ${at.revision}::int and ${isVisible('v', at)}
      ) as cuts
    ) as cuts
  ) as chosen
  cross join lateral (
    select v.id, coalesce(v.last_revision < ${at.revision}::int, false) or v.valid_from <= chosen.day
      or (s.format <> 'eer' and (v.first_from <= chosen.day) is not true) as is_recorded
    from organisation_version v join source s on s.name = v.source
    where v.sor_id = chosen.sor_id and v.first_revision <= ${at.revision}::int and ${isVisible('v', at)}
    order by ${bestFirst({ ...at, day: sql`chosen.day` })} limit 1
  ) as best
  join organisation_version v on v.sor_id = chosen.sor_id and v.id = best.id
  cross join lateral (select chosen.is_parent) as known
  cross join lateral (select chosen.day_from, chosen.day_to, best.is_recorded) as span`
