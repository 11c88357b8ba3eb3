import { type RawBuilder, sql } from 'kysely'
import { isInForceAt, isVisible, type Sight, standsAt } from '../reading/sight.ts'

/** Access points whose certificate has expired, or expires within some days. */
export const certificates = (sight: Sight, warningDays: number): RawBuilder<unknown> => sql`
  select case when ends < ${sight.day}::date then 'CERTIFICATE_EXPIRED' else 'CERTIFICATE_EXPIRES' end as rule,
    point.source || ' ' || point.access_point_id as key,
    case when ends < ${sight.day}::date then 'ERROR' else 'WARNING' end as severity,
    'AccessPoint' as subject_type, point.access_point_id as subject_id,
    coalesce(point.url, point.access_point_id) as subject_name, reached.unit_id,
    case when ends < ${sight.day}::date then ends + 1
      else greatest(ends - ${warningDays}::int, point.valid_from) end as floor,
    jsonb_build_object('notAfter', ends, 'endpoints', coalesce(reached.endpoints, 0)) as details
  from (
    select a.source, a.access_point_id, a.url, a.valid_from,
      ((a.certificate ->> 'notAfter')::timestamptz at time zone 'Europe/Copenhagen')::date as ends
    from access_point_version a
    where ${standsAt('a', sight)} and ${isInForceAt('a', sight)} and ${isVisible('a', sight)}
      and jsonb_typeof(a.certificate) = 'object'
  ) as point
  left join (
    select m.source, m.access_point_id, count(distinct (m.gln, m.network)) as endpoints,
      -- Whose it is to put right cannot be told where it serves the units of several.
      case when count(distinct m.sor_id) = 1 then min(m.sor_id) end as unit_id
    from stated m where m.access_point_id is not null group by m.source, m.access_point_id
  ) as reached on reached.source = point.source and reached.access_point_id = point.access_point_id
  where ends <= ${sight.day}::date + ${warningDays}::int`
