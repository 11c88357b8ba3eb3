import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

/** A record: all versions that one source holds of one thing. */
export interface RecordShape {
  readonly table: keyof Tables & `${string}_version`
  /** What names the thing beside the source, by name: expressions over the table's own columns. */
  readonly key: Readonly<Record<string, RawBuilder<unknown>>>
  /** Names of the graph's fields, by the column that they show. */
  readonly fields: Readonly<Record<string, string>>
  /** Fields that differ when one of several tracks of a record comes or goes. */
  readonly trackFields: readonly string[]
}

const keysOf = ({ key }: RecordShape): readonly string[] => ['source', ...Object.keys(key)]

/** Where the touched records of a table are listed: its key, and `was`, `now`, `was_open`, `now_open`. */
export const touchedOf = ({ table }: RecordShape) => sql.raw(`pg_temp.touched_${table}`)

/** The row stood before the revision, or stands in it. */
export const stood = (row: string, revision: number): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${row}.first_revision`)} < ${revision}::int
    and (${sql.ref(`${row}.last_revision`)} is null or ${sql.ref(`${row}.last_revision`)} >= ${revision}::int - 1))`

/** @see stood */
export const stands = (row: string, revision: number): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${row}.first_revision`)} <= ${revision}::int
    and (${sql.ref(`${row}.last_revision`)} is null or ${sql.ref(`${row}.last_revision`)} >= ${revision}::int))`

/** The row begins with the revision, or ended before it. */
export const isTouched = (row: string, revision: number): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${row}.first_revision`)} = ${revision}::int
    or ${sql.ref(`${row}.last_revision`)} = ${revision}::int - 1)`

/** Either. */
export const stoodOrStands = (row: string, revision: number): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${row}.first_revision`)} <= ${revision}::int
    and (${sql.ref(`${row}.last_revision`)} is null or ${sql.ref(`${row}.last_revision`)} >= ${revision}::int - 1))`

/**
 * Lists the records that a revision touched.
 *
 * @returns whether any of them was there before and still is
 */
export async function findTouched(
  trx: Transaction<Tables>,
  shape: RecordShape,
  revision: number,
): Promise<boolean> {
  const name = `touched_${shape.table}`
  const keys = Object.entries(shape.key).map(([as, of]) => sql`${of} as ${sql.ref(as)}`)
  const grouped = [sql.ref('source'), ...Object.values(shape.key)]
  await sql`drop table if exists pg_temp.${sql.table(name)}`.execute(trx)
  // One pass over the table costs less than to look up the other rows of what may be all of it.
  await sql`create temp table ${sql.table(name)} on commit drop as
    select v.source, ${sql.join(keys)},
      bool_or(${stood('v', revision)}) as was, bool_or(${stands('v', revision)}) as now,
      bool_or(${stood('v', revision)} and valid_to is null) as was_open,
      bool_or(${stands('v', revision)} and valid_to is null) as now_open
    from ${sql.table(shape.table)} as v where ${stoodOrStands('v', revision)}
    group by ${sql.join(grouped)} having bool_or(${isTouched('v', revision)})`.execute(trx)
  await sql`analyze ${sql.table(name)}`.execute(trx)
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from ${touchedOf(shape)} where was and now) as any`.execute(trx)
  return rows[0]?.any ?? false
}

/** What became of a touched record, by its row in the list. */
export const KIND_OF_RECORD = sql`case
  when not was then 'CREATED' when not now then 'REMOVED'
  when was_open and not now_open then 'CLOSED' when now_open and not was_open then 'REOPENED'
  else 'UPDATED' end`

/**
 * A query for the fields in which records differ that were there before and still are: its columns are the key, `fields`, and
 * `covers_anew` where they cover other days. A field differs where it does on any day; a version counts until the next.
 */
export function differences(shape: RecordShape, revision: number): RawBuilder<unknown> {
  const keys = keysOf(shape)
  const of = (row: string) => sql.join(keys.map((key) => sql.ref(`${row}.${key}`)))
  const expressions = Object.entries(shape.key).map(([as, is]) => sql`${is} as ${sql.ref(as)}`)
  const isKept = keys.map((key) =>
    key === 'source'
      ? sql`t.source = v.source`
      : sql`${sql.ref(`t.${key}`)} = ${shape.key[key] ?? sql.ref(key)}`,
  )
  const columns = sql.join(Object.keys(shape.fields).map((column) => sql.ref(`v.${column}`)))
  return sql`
    with kept as materialized (
      select v.source, ${sql.join(expressions)}, v.track, ${columns},
        ${stood('v', revision)} as was, ${stands('v', revision)} as now
      from ${sql.table(shape.table)} as v
      join ${touchedOf(shape)} as t on ${sql.join(isKept, sql` and `)} and t.was and t.now
      where ${stoodOrStands('v', revision)}
    ),
    old as (${effective(keys, sql`was`)}), new as (${effective(keys, sql`now`)}),
    pair as (
      select ${sql.join(keys.map((key) => sql`coalesce(${sql.ref(`old.${key}`)}, ${sql.ref(`new.${key}`)}) as ${sql.ref(key)}`))},
        ${fieldsOfPair(shape)} as fields
      from old full join new
        on ${sql.join(
          [...keys, 'track'].map((key) => sql`${sql.ref(`old.${key}`)} = ${sql.ref(`new.${key}`)}`),
          sql` and `,
        )}
        and old.since < new.until and new.since < old.until
    ),
    differing as (
      select ${of('pair')}, array_agg(distinct field) filter (where field is not null) as fields
      from pair left join lateral unnest(pair.fields) as field on true group by ${of('pair')}
    ),
    days as (
      select ${of('kept')},
        range_agg(daterange(valid_from, valid_to, '[]')) filter (where was) as before,
        range_agg(daterange(valid_from, valid_to, '[]')) filter (where now) as after
      from kept group by ${of('kept')}
    )
    select ${of('days')}, coalesce(differing.fields, '{}') as fields,
      days.before is distinct from days.after as covers_anew
    from days left join differing using (${sql.join(keys.map(sql.ref))})`
}

// What is shown of a thing on a day that no version covers is the last before it, else the first.
const effective = (keys: readonly string[], which: RawBuilder<unknown>) => {
  const versions = sql`(partition by ${sql.join([...keys, 'track'].map(sql.ref))} order by valid_from)`
  return sql`
    select *, case when lag(valid_from) over ${versions} is null then '-infinity' else valid_from end as since,
      coalesce(lead(valid_from) over ${versions}, 'infinity') as until
    from kept where ${which}`
}

function fieldsOfPair({ fields, trackFields }: RecordShape): RawBuilder<unknown> {
  const differs = Object.entries(fields).map(
    ([column, field]) =>
      sql`case when ${sql.ref(`old.${column}`)} is distinct from ${sql.ref(`new.${column}`)} then ${sql.lit(field)} end`,
  )
  const lone = sql.join(trackFields.map((field) => sql.lit(field)))
  return sql`case when old.track is null or new.track is null then array[${lone}]::text[]
    else array_remove(array[${sql.join(differs)}]::text[], null) end`
}
