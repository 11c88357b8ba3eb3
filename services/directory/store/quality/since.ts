import { type RawBuilder, sql } from 'kysely'
import { isVisible, type Sight, standsAt } from '../reading/sight.ts'

/**
 * The first day on which a finding has been so. It takes look-ups for each finding, so that it is asked only of those that
 * are shown.
 *
 * @param row alias of findings; their `floor` is the day before which it cannot have been so
 */
export const sinceOf = (row: string, sight: Sight): RawBuilder<unknown> => {
  const of = (column: string) => sql.ref(`${row}.${column}`)
  return sql`greatest(${of('floor')}, case ${of('rule')}
    when 'INHERITED_FROM_CLOSED_UNIT' then ${beginning(of('unit_id'), sight)}
    when 'UNIT_WITHOUT_ENDPOINT' then greatest(${beginning(of('unit_id'), sight)}, ${lastMailbox(of('unit_id'), sight)})
    when 'ADDRESS_MISSING' then ${lastAddress(of('unit_id'), sight)}
    when 'MESSAGE_TYPES_UNKNOWN' then ${lastTypes(sql`${of('details')} ->> 'gln'`, sight)}
    when 'GLN_CHECK_DIGIT' then ${firstRejected(of('key'), sight)}
  end)`
}

type Look = (key: RawBuilder<unknown>, sight: Sight) => RawBuilder<unknown>

const beginning: Look = (sorId, sight) => sql`(
  select min(v.valid_from) from organisation_version v
  where v.sor_id = ${sorId} and ${standsAt('v', sight)} and ${isVisible('v', sight)})`

const lastMailbox: Look = (sorId, sight) => sql`(
  select max(m.valid_to) + 1 from mailbox_version m
  where m.sor_id = ${sorId} and ${standsAt('m', sight)} and ${isVisible('m', sight)}
    and m.valid_to < ${sight.day}::date)`

const lastAddress: Look = (sorId, sight) => sql`(
  select coalesce(max(v.valid_to + 1) filter (where jsonb_typeof(v.postal) = 'object'), min(v.valid_from))
  from organisation_version v
  where v.sor_id = ${sorId} and ${standsAt('v', sight)} and ${isVisible('v', sight)}
    and v.valid_from <= ${sight.day}::date)`

const lastTypes: Look = (gln, sight) => sql`(
  select max(t.valid_to) + 1 from message_types_version t
  where t.gln = ${gln} and ${standsAt('t', sight)} and ${isVisible('t', sight)}
    and t.valid_to < ${sight.day}::date)`

const firstRejected: Look = (key, sight) => sql`(
  select min(s.snapshot_date) from rejected_row r
  join snapshot s on s.revision = r.revision and s.source = r.source
  where r.rule = 'GLN_INVALID' and r.source = split_part(${key}, ' ', 1) and r.value = split_part(${key}, ' ', 2)
    and r.revision <= ${sight.revision}::int)`
