import { type RawBuilder, sql } from 'kysely'
import { isVisible, type Sight } from '../reading/sight.ts'

/** Which touches are looked for. */
export interface TouchesWanted {
  readonly sight: Sight
  /** Only what revisions behind this one did; 0 for all. */
  readonly after: number
  /** Touches of most things are asked for, not those of some. */
  readonly isOfMost?: boolean
}

/**
 * Touches of the units: (id, revision). A unit is touched with its own records, with what is said of a GLN that it carries,
 * and with the other units that carry it, for all of these decide which mailboxes are its own.
 */
export const unitTouches = (wanted: TouchesWanted): RawBuilder<unknown> => sql`
  select sor_id as id, revision from (${ofRows('organisation_version', 'sor_id', wanted)}) as own
  union all
  select carried.sor_id, said.revision
  from (${ofRows('mailbox_version', 'gln', wanted)}) as said
  join mailbox_version carried on carried.gln = said.gln
  where carried.sor_id is not null and ${isKnown('carried', wanted)}
  union all
  select carried.sor_id, other.revision
  from (${ofRows('organisation_version', 'sor_id', wanted)}) as other
  join mailbox_version m on m.sor_id = other.sor_id
  join mailbox_version carried on carried.gln = m.gln
  where carried.sor_id <> m.sor_id and ${isKnown('m', wanted)} and ${isKnown('carried', wanted)}
  union all
  ${redacted(sql`subject_id`, 'Organisation', wanted)}`

/**
 * Touches of the GLNs: (id, revision). A GLN is touched with what registers say of it and of its access points, and with the
 * units that carry it.
 */
export const glnTouches = (wanted: TouchesWanted): RawBuilder<unknown> => sql`
  select gln as id, revision from (${ofRows('mailbox_version', 'gln', wanted)}) as said
  union all
  select gln, revision from (${ofRows('message_types_version', 'gln', wanted)}) as types
  union all
  select m.gln, point.revision
  from (${ofRows('access_point_version', 'access_point_id', wanted)}) as point
  join mailbox_version m on m.access_point_id = point.access_point_id
  where ${isKnown('m', wanted)}
  union all
  select m.gln, unit.revision
  from (${ofRows('organisation_version', 'sor_id', wanted)}) as unit
  join mailbox_version m on m.sor_id = unit.sor_id
  where ${isKnown('m', wanted)}
  union all
  ${redacted(sql`split_part(subject_id, '.', 1)`, 'Endpoint', wanted)}`

/** Touches of the groups: (id, revision). A group is touched with its members. */
export const groupTouches = (wanted: TouchesWanted): RawBuilder<unknown> => sql`
  select group_id as id, revision from (${ofRows('group_version', 'group_id', wanted)}) as own
  union all
  select group_id, revision from (${ofRows('group_member_version', 'group_id', wanted)}) as member`

/** Touches of ydernumre by what the yder register says of them and of the persons behind them: (id, revision). */
export const providerTouches = (wanted: TouchesWanted): RawBuilder<unknown> => sql`
  select ydernummer as id, revision from (${ofRows('practitioner_version', 'ydernummer', wanted)}) as person
  union all
  select ydernummer, revision from (${ofRows('yder_version', 'ydernummer', wanted)}) as practice`

const isKnown = (row: string, { sight }: TouchesWanted): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${row}.first_revision`)} <= ${sight.revision}::int and ${isVisible(row, sight)}`

// A day that no revision was recorded on or after touches nothing, and neither does one before all of them.
const FIRST_DAY = sql`(select (min(recorded_at) at time zone 'Europe/Copenhagen')::date from revision)`
const LAST_DAY = sql`(select (max(recorded_at) at time zone 'Europe/Copenhagen')::date from revision)`

const MIDNIGHT = sql`(turn.day::timestamp at time zone 'Europe/Copenhagen')`

/** The revisions that brought rows of a table or ended them, and those first recorded when a row's time began or was over. */
const ofRows = (table: string, key: string, wanted: TouchesWanted): RawBuilder<unknown> =>
  wanted.isOfMost ? ofMostRows(table, key, wanted) : ofSomeRows(table, key, wanted)

// Row by row, so that the keys of what is asked for lead to the rows.
const ofSomeRows = (
  table: string,
  key: string,
  { sight, after }: TouchesWanted,
): RawBuilder<unknown> => sql`
  select v.${sql.ref(key)}, touch.revision from ${sql.table(table)} v, lateral (
    select v.first_revision as revision
    union all
    select v.last_revision + 1 where v.last_revision < ${sight.revision}::int
    union all
    ${turnsOf(sight)}
  ) as touch
  where ${isKnown('v', { sight, after })}
    and touch.revision > ${after}::int ${after === 0 ? sql`` : reachesBehind(after)}`

// Kind by kind, so that the table is read from end to end.
const ofMostRows = (
  table: string,
  key: string,
  { sight, after }: TouchesWanted,
): RawBuilder<unknown> => sql`
  select v.${sql.ref(key)}, v.first_revision as revision from ${sql.table(table)} v
  where ${isKnown('v', { sight, after })} and v.first_revision > ${after}::int
  union all
  select v.${sql.ref(key)}, v.last_revision + 1 from ${sql.table(table)} v
  where ${isKnown('v', { sight, after })}
    and v.last_revision < ${sight.revision}::int and v.last_revision >= ${after}::int
  union all
  select v.${sql.ref(key)}, turned.revision from ${sql.table(table)} v, lateral (${turnsOf(sight)}) as turned
  where ${isKnown('v', { sight, after })} and turned.revision > ${after}::int
    and (v.valid_from > ${FIRST_DAY} or v.valid_to >= ${FIRST_DAY})`

/** The revisions first recorded when the time of the row `v` began or was over, where it stood before. */
const turnsOf = (sight: Sight): RawBuilder<unknown> => sql`
  select reached.number as revision from (values (v.valid_from), (v.valid_to + 1)) as turn(day), lateral (
    select number from revision where recorded_at >= ${MIDNIGHT} order by recorded_at limit 1
  ) as reached
  where turn.day > ${FIRST_DAY} and turn.day <= ${LAST_DAY} and reached.number > v.first_revision
    and reached.number <= least(v.last_revision, ${sight.revision}::int)`

/** Leaves out, before the revisions are looked up, the rows that nothing happened to. */
const reachesBehind = (after: number): RawBuilder<unknown> => sql`
  and (v.first_revision > ${after}::int or v.last_revision >= ${after}::int
    or v.valid_from > ${dayOf(after)} or v.valid_to >= ${dayOf(after)})`

const dayOf = (revision: number): RawBuilder<unknown> => sql`(
  select (recorded_at at time zone 'Europe/Copenhagen')::date from revision where number = ${revision}::int)`

const redacted = (
  id: RawBuilder<unknown>,
  subject: 'Organisation' | 'Endpoint',
  { sight, after }: TouchesWanted,
): RawBuilder<unknown> => sql`
  select ${id}, revision from redaction
  where subject_type = ${subject} and sources && ${[...sight.visibleSources]}::text[]
    and revision > ${after}::int and revision <= ${sight.revision}::int`
