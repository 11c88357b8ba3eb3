import { type RawBuilder, sql } from 'kysely'
import { isInForceAt, isVisible, type Sight, standsAt } from '../reading/sight.ts'
import { mayOpen } from '../reading/units.ts'

/**
 * What every rule looks at, as parts of a `with` clause; those that a rule does not name are not computed.
 * `unit`: every unit that stands, as one source tells of it, with `is_active` for the day. `stated`: mailboxes in force.
 * `carried`: which active unit carries which GLN itself.
 */
export const knownUnits = (sight: Sight): RawBuilder<unknown> => sql`
  unit as materialized (
    select distinct on (v.sor_id) * from (
      select v.sor_id, v.source, v.parent_id, v.level, v.name, v.inherits_gln, v.ydernumre, s.rank,
        coalesce(jsonb_typeof(v.postal) = 'object', false) as has_postal, v.valid_from, v.valid_to,
        ${isInForceAt('v', sight)} and ${mayOpen('s', 'v', sight)} as is_active
      from organisation_version v join source s on s.name = v.source
      where ${standsAt('v', sight)} and ${isVisible('v', sight)}
      -- Whether it may open takes a look-up: it is not to be asked again for the order.
      offset 0
    ) as v
    order by v.sor_id, v.is_active desc, v.rank,
      v.valid_from <= ${sight.day}::date desc, abs(v.valid_from - ${sight.day}::date)
  ),
  stated as materialized (
    select m.source, s.rank, m.register, m.sor_id, m.gln, m.network, m.status, m.access_point_id, m.valid_from
    from mailbox_version m join source s on s.name = m.source
    where ${standsAt('m', sight)} and ${isInForceAt('m', sight)} and ${isVisible('m', sight)}
  ),
  carried_in_sor as materialized (
    select distinct m.sor_id, m.gln from stated m
    join unit u on u.sor_id = m.sor_id and u.source = m.source and u.is_active
    where m.register = 'sor'
  ),
  carried as materialized (
    select sor_id, gln from carried_in_sor
    union
    select m.sor_id, m.gln from stated m
    where m.register = 'eer' and m.sor_id is not null
      and not exists (select from carried_in_sor c where c.gln = m.gln)
  )`

/** Where the walk of each active unit to an endpoint ends: `HAS`, `NONE`, `CLOSED` (by way of `via`) or `UNRECORDED`. */
export const walks = (sight: Sight): RawBuilder<unknown> => sql`
  first_step as materialized (
    select u.sor_id, u.parent_id, u.level, u.name, u.inherits_gln, p.sor_id as via,
      case when carrier.sor_id is not null then 'HAS'
        when u.inherits_gln is not true or p.sor_id is null then 'NONE'
        when not p.is_active then case when p.valid_to < ${sight.day}::date then 'CLOSED' else 'UNRECORDED' end
      end as outcome
    from unit u left join unit p on p.sor_id = u.parent_id
    left join (select distinct sor_id from carried) as carrier on carrier.sor_id = u.sor_id
    where u.is_active
  ),
  walk as (
    select sor_id, level, name, inherits_gln, outcome, via from first_step where outcome is not null
    union all
    select heir.sor_id, heir.level, heir.name, heir.inherits_gln, walk.outcome, walk.via
    from walk join first_step heir on heir.parent_id = walk.sor_id and heir.outcome is null
  )`
