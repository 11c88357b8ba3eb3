import { type RawBuilder, sql } from 'kysely'
import { isInForceAt, isVisible, type Sight, standsAt } from '../reading/sight.ts'

/** The id under which a mailbox is referred to, as `mailboxId` makes it. */
const mailboxId = (row: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${row}.gln`)} || '.' || coalesce(${sql.ref(`${row}.network`)}, '0')`

/**
 * Parts of a `with` clause: the mailboxes of the day, one row for each. The endpoint register tells of a GLN's networks where it
 * knows the GLN; else SOR does. `unit_id` is the unit that carries it.
 */
export const endpoints = (): RawBuilder<unknown> => sql`
  endpoint as materialized (
    select distinct on (m.gln, m.network) m.gln, m.network, m.status, m.valid_from, ${mailboxId('m')} as id,
      coalesce(carrier.sor_id, m.sor_id) as unit_id
    from (
      select * from stated where register = 'eer'
      union all
      select sor.* from stated sor
      join carried_in_sor c on c.sor_id = sor.sor_id and c.gln = sor.gln
      where sor.register = 'sor'
        and not exists (select from stated e where e.gln = sor.gln and e.register = 'eer')
    ) as m
    left join (select gln, min(sor_id) as sor_id from carried group by gln) as carrier on carrier.gln = m.gln
    order by m.gln, m.network, m.rank
  )`

/** Mailboxes in force on units that have closed. */
export const endpointOfClosed = (sight: Sight): RawBuilder<unknown> => sql`
  select 'ENDPOINT_OF_CLOSED_UNIT' as rule, m.gln || ' ' || u.sor_id as key, 'ERROR' as severity,
    'Endpoint' as subject_type, m.gln || '.' || coalesce(max(m.network), '0') as subject_id,
    'GLN ' || m.gln as subject_name, u.sor_id as unit_id,
    greatest(u.valid_to + 1, min(m.valid_from)) as floor,
    jsonb_build_object('gln', m.gln, 'closed', u.sor_id, 'closedName', u.name, 'closedTo', u.valid_to) as details
  from stated m join unit u on u.sor_id = m.sor_id
  where m.status <> 'OFF' and not u.is_active and u.valid_to < ${sight.day}::date
  group by m.gln, u.sor_id, u.name, u.valid_to`

/** Active mailboxes of which no source says what they receive. */
export const messageTypesUnknown = (sight: Sight): RawBuilder<unknown> => sql`
  select 'MESSAGE_TYPES_UNKNOWN' as rule, e.id as key, 'WARNING' as severity,
    'Endpoint' as subject_type, e.id as subject_id, coalesce(u.name, 'GLN ' || e.gln) as subject_name,
    e.unit_id, e.valid_from as floor,
    jsonb_build_object('gln', e.gln) as details
  from endpoint e left join unit u on u.sor_id = e.unit_id
  where e.status = 'ACTIVE' and not exists (
    select from message_types_version t
    where t.gln = e.gln and (t.network is null or e.network is null or t.network = e.network)
      and ${standsAt('t', sight)} and ${isInForceAt('t', sight)} and ${isVisible('t', sight)})`

const DIGIT_SUM = sql.join(
  Array.from({ length: 13 }, (_, place) => {
    const digit = sql`substr(m.gln, ${sql.lit(place + 1)}, 1)::int`
    return place % 2 === 0 ? digit : sql`3 * ${digit}`
  }),
  sql` + `,
)

/** GLNs with a wrong check digit: rows that the last import of a source left out for it, and mailboxes that have one. */
export const glnCheckDigit = (sight: Sight): RawBuilder<unknown> => sql`
  select 'GLN_CHECK_DIGIT' as rule, r.source || ' ' || r.value || ' ' || r.file || ' ' || r.line as key,
    'ERROR' as severity, 'Row' as subject_type, r.file || ':' || r.line as subject_id,
    coalesce(u.name, r.source) as subject_name, u.sor_id as unit_id,
    null::date as floor,
    jsonb_build_object('gln', r.value, 'message', r.message) as details
  from (
    select distinct on (r.source, r.file, r.line, r.value) r.* from rejected_row r
    where r.rule = 'GLN_INVALID' and ${isVisible('r', sight)} and r.revision = (
      select max(s.revision) from snapshot s where s.source = r.source and s.revision <= ${sight.revision}::int)
  ) as r
  left join unit u on u.sor_id = r.subject_key
  union all
  select 'GLN_CHECK_DIGIT', m.source || ' ' || ${mailboxId('m')}, 'ERROR', 'Endpoint', ${mailboxId('m')},
    'GLN ' || m.gln, min(m.sor_id), min(m.valid_from), jsonb_build_object('gln', m.gln, 'message', null)
  from stated m
  where case when m.gln ~ '^[0-9]{13}$' then (${DIGIT_SUM}) % 10 <> 0 else true end
  group by m.gln, m.network, m.source`
