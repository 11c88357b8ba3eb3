import { type RawBuilder, sql } from 'kysely'

/** Active units whose walk to an endpoint comes to a unit that has closed. */
export const inheritedFromClosed = (): RawBuilder<unknown> => sql`
  select 'INHERITED_FROM_CLOSED_UNIT' as rule, u.sor_id as key, 'ERROR' as severity,
    'Organisation' as subject_type, u.sor_id as subject_id, u.name as subject_name, u.sor_id as unit_id,
    closed.valid_to + 1 as floor,
    jsonb_build_object('closed', closed.sor_id, 'closedName', closed.name, 'closedTo', closed.valid_to) as details
  from walk u join unit closed on closed.sor_id = u.via
  where u.outcome = 'CLOSED'`

/** Institutions, and units that are said to inherit, whose walk to an endpoint finds none. */
export const withoutEndpoint = (): RawBuilder<unknown> => sql`
  select 'UNIT_WITHOUT_ENDPOINT' as rule, u.sor_id as key,
    case when u.inherits_gln then 'WARNING' else 'INFO' end as severity,
    'Organisation' as subject_type, u.sor_id as subject_id, u.name as subject_name, u.sor_id as unit_id,
    null::date as floor,
    jsonb_build_object('indicator', u.inherits_gln::text) as details
  from walk u
  where u.outcome = 'NONE' and (u.level = 'INSTITUTION' or u.level = 'UNIT' and u.inherits_gln)`

/** Units that share a ydernummer, each with a GLN of its own. */
export const ydernummerDuplicate = (): RawBuilder<unknown> => sql`
  select 'YDERNUMMER_DUPLICATE' as rule, shared.sor_id || ' ' || shared.ydernummer as key,
    case when shared.glns > 1 then 'WARNING' else 'INFO' end as severity,
    'Organisation' as subject_type, shared.sor_id as subject_id, shared.name as subject_name,
    shared.sor_id as unit_id, greatest(shared.valid_from, shared.second_from) as floor,
    jsonb_build_object('ydernummer', shared.ydernummer, 'units', shared.units, 'glns', shared.glns) as details
  from (
    select carrier.*, others.units, others.glns, others.second_from
    from (${CARRIERS}) as carrier
    join (
      select ydernummer, count(*) as units, count(distinct gln) as glns,
        (array_agg(valid_from order by valid_from))[2] as second_from
      from (${CARRIERS}) as carrier group by ydernummer having count(*) > 1
    ) as others using (ydernummer)
  ) as shared`

const CARRIERS = sql`
  select u.sor_id, u.name, u.valid_from, ydernummer, min(c.gln) as gln
  from unit u cross join lateral unnest(u.ydernumre) as ydernummer
  join carried c on c.sor_id = u.sor_id
  where u.is_active and u.ydernumre <> '{}'
  group by u.sor_id, u.name, u.valid_from, ydernummer`

/** Parts of a `with` clause for {@link addressMissing}: owners and institutions that no postal address counts for. */
export const unaddressed = (): RawBuilder<unknown> => sql`
  bare as materialized (
    select sor_id, source, parent_id, level, name from unit
    where is_active and level <> 'UNIT' and not has_postal
  ),
  unaddressed as (
    select bare.* from bare
    where not exists (select from unit p where p.sor_id = bare.parent_id)
    union all
    select bare.* from unaddressed join bare on bare.parent_id = unaddressed.sor_id
  )`

/** Owners and institutions without a postal address, their own or from above; units below them take theirs. */
export const addressMissing = (): RawBuilder<unknown> => sql`
  select 'ADDRESS_MISSING' as rule, u.sor_id as key, 'WARNING' as severity,
    'Organisation' as subject_type, u.sor_id as subject_id, u.name as subject_name, u.sor_id as unit_id,
    null::date as floor,
    jsonb_build_object('level', u.level) as details
  from unaddressed u`
