import { type RawBuilder, sql, type Transaction } from 'kysely'
import { STANDING } from '../tables/search.ts'
import type { Tables } from '../tables.ts'
import type { Audience } from './audiences.ts'
import { TERM_MARKS } from './terms.ts'

const COLUMNS = [
  ...[
    'day_from',
    'day_to',
    'status',
    'level',
    'region',
    'type',
    'length',
    'sor_id',
    'folded',
    'terms',
  ],
]

/** Writes down, into a table `search_staged` of the transaction, the entries that its names and places come to. */
export async function stageEntries(trx: Transaction<Tables>, revision: number): Promise<void> {
  await sql`drop table if exists pg_temp.search_staged`.execute(trx)
  await sql`create temp table search_staged on commit drop as ${staged(revision, false)}`.execute(
    trx,
  )
  await sql`analyze search_staged`.execute(trx)
}

/**
 * Writes the entries of an audience that has none, of all units or of those of `search_scope`. In the order in which they are
 * read: names alike lie together, and a search that finds many reads half the pages.
 */
export async function fillEntries(
  trx: Transaction<Tables>,
  audience: Audience,
  { revision, isWhole }: { readonly revision: number; readonly isWhole: boolean },
): Promise<void> {
  await sql`insert into search_entry (first_revision, last_revision, audience, ${columns()})
    select ${revision}::int, ${STANDING}::int, ${audience.name}, ${columns()} from (${staged(revision, isWhole)}) as staged
    order by status, level, length, folded, sor_id`.execute(trx)
}

/** Ends all entries that stand, before they are all written anew. */
export async function endEntries(trx: Transaction<Tables>, revision: number): Promise<void> {
  await sql`update search_entry set last_revision = ${revision}::int - 1
    where last_revision = ${STANDING}::int`.execute(trx)
}

/**
 * Brings the entries of an audience to what was staged of the units of `search_scope`: what differs ends and begins, what is
 * as it was is not touched.
 */
export async function exchangeEntries(
  trx: Transaction<Tables>,
  audience: Audience,
  revision: number,
): Promise<void> {
  const stands = sql`held.last_revision = ${STANDING}::int and held.audience = ${audience.name}`
  await sql`update search_entry as held set last_revision = ${revision}::int - 1
    where ${stands} and held.sor_id in (select sor_id from search_touched)
      and not exists (select from search_staged as s where ${alike})`.execute(trx)
  await sql`insert into search_entry (first_revision, last_revision, audience, ${columns()})
    select ${revision}::int, ${STANDING}::int, ${audience.name}, ${columns('s')} from search_staged as s
    where not exists (select from search_entry as held where ${stands} and ${alike})`.execute(trx)
}

const columns = (row?: string): RawBuilder<unknown> =>
  sql.join(COLUMNS.map((name) => sql.ref(row === undefined ? name : `${row}.${name}`)))

const alike = sql`held.sor_id = s.sor_id and held.day_from = s.day_from and held.day_to = s.day_to
  and held.status = s.status and held.level = s.level and held.region is not distinct from s.region
  and held.type is not distinct from s.type
  and held.folded = s.folded and held.terms = s.terms`

const mark = (kind: keyof typeof TERM_MARKS) => sql.lit(TERM_MARKS[kind])

const levels = sql`case v.level when 'OWNER' then 0 when 'INSTITUTION' then 1 else 2 end`

// Where it works: the whole block counts, also one that names no municipality.
const served = sql`${mark('served')} || nullif(coalesce(place.served, case
  when jsonb_typeof(v.activity) = 'object' then coalesce(v.activity ->> 'municipality', '')
  when jsonb_typeof(v.visiting) = 'object' then coalesce(v.visiting ->> 'municipality', '')
  else substr(place.municipality, 2) end), '')`

// What is kept of the address that it inherits, and what its own others add; most have none.
const facts = sql`array[${mark('sorId')} || place.sor_id]
  || array_remove(array[${mark('type')} || v.type_code, place.post_code, place.municipality, ${served}], null)
  || case when jsonb_typeof(v.visiting) = 'object' then ${addressed('v.visiting')} end
  || case when jsonb_typeof(v.activity) = 'object' then ${addressed('v.activity')} end`

function addressed(address: string): RawBuilder<unknown> {
  return sql`array_remove(array[
    ${mark('postCode')} || (${sql.ref(address)} ->> 'postCode'),
    ${mark('municipality')} || (${sql.ref(address)} ->> 'municipality')], null)`
}

const specialities = sql`case when v.specialities <> '[]' then
  array(select ${mark('speciality')} || (one ->> 'code') from jsonb_array_elements(v.specialities) as one) end`

/** In force while its version is; closed after it, and for good once it is gone from the register. */
const staged = (revision: number, isWhole: boolean) => sql`
  select stand.day_from, stand.day_to, stand.status, (${levels})::smallint as level,
    place.region::smallint as region, v.type_code as type, name.length, place.sor_id, name.folded,
    array_to_tsvector(name.terms || place.above || ${facts} || ${specialities}) as terms
  from search_place as place
  join organisation_version v on v.id = place.id
  join search_name as name on name.name = v.name
  cross join lateral (
    select greatest(place.day_from, v.valid_from), least(place.day_to, coalesce(v.valid_to, 'infinity')), 0::smallint
    where v.last_revision is null or v.last_revision >= ${revision}::int
    union all
    select greatest(place.day_from, v.valid_to + 1), place.day_to, 1
    where v.valid_to is not null and (v.last_revision is null or v.last_revision >= ${revision}::int)
    union all
    select place.day_from, place.day_to, 1 where v.last_revision < ${revision}::int
  ) as stand (day_from, day_to, status)
  where place.is_recorded and stand.day_from <= stand.day_to
    ${isWhole ? sql`` : sql`and place.sor_id in (select sor_id from search_scope)`}`
