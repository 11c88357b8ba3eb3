import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** A unit at a revision: its place in the tree then, and at the revision before. */
export interface UnitAt {
  readonly sorId: string
  readonly revision: number
  /** When the revision was recorded: versions that were over by then count only where there is no later one. */
  readonly day: string
}

/** A mailbox at a revision. */
export interface GlnAt {
  readonly gln: string
  readonly revision: number
  /** When the revision was recorded: what was over by then does not count. */
  readonly day: string
}

/**
 * Tells which units are below others, or are one of them, at a revision or at the one before it.
 *
 * @param sources those that count
 * @returns places in `units`
 */
export async function unitsBelow(
  db: Kysely<Tables>,
  units: readonly UnitAt[],
  { under, sources }: { readonly under: readonly string[]; readonly sources: readonly string[] },
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ place: number }>`
    with recursive up(place, revision, day, unit) as (
      ${asked(units)}
      union
      select up.place, up.revision, up.day, v.parent_id from up ${versionsOf(sources)} and v.parent_id is not null
    )
    select distinct place::int - 1 as place from up where unit = any(${[...under]}::text[])`.execute(
    db,
  )
  return new Set(rows.map(({ place }) => place))
}

/**
 * Reads what mailboxes receive, and what those receive that units carry or inherit, at a revision or at the one before it.
 *
 * @returns raw message types, by place in `units` and, behind them, in `glns`
 */
export async function typesAround(
  db: Kysely<Tables>,
  { units, glns }: { readonly units: readonly UnitAt[]; readonly glns: readonly GlnAt[] },
  sources: readonly string[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { rows } = await sql<{ place: number; types: readonly string[] }>`
    with recursive up(place, revision, day, unit) as (
      ${asked(units)}
      union
      select up.place, up.revision, up.day, v.parent_id from up ${versionsOf(sources)}
        and v.inherits_gln and v.parent_id is not null
    ),
    box(place, revision, day, gln) as (
      select up.place, up.revision, up.day, m.gln from up
      join mailbox_version as m on m.sor_id = up.unit and ${stands('m')} and ${isOf('m', sources)}
        and (m.valid_to is null or m.valid_to >= up.day)
      union
      select place + ${units.length}, revision - before, day, gln collate "C"
      from unnest(${glns.map(({ gln }) => gln)}::text[], ${glns.map(({ revision }) => revision)}::int[],
        ${glns.map(({ day }) => day)}::date[])
        with ordinality as asked(gln, revision, day, place), generate_series(0, 1) as before
    )
    select box.place::int - 1 as place, array_agg(distinct type) as types
    from box
    join message_types_version as t on t.gln = box.gln and t.first_revision <= box.revision
      and (t.last_revision is null or t.last_revision >= box.revision)
      and (t.valid_to is null or t.valid_to >= box.day) and ${isOf('t', sources)}
    cross join lateral unnest(t.raw_types) as type
    group by box.place`.execute(db)
  return new Map(rows.map(({ place, types }) => [place, types]))
}

const asked = (units: readonly UnitAt[]): RawBuilder<unknown> => sql`
  select place, revision - before, day, unit collate "C"
  from unnest(${units.map(({ sorId }) => sorId)}::text[], ${units.map(({ revision }) => revision)}::int[],
    ${units.map(({ day }) => day)}::date[]) with ordinality as asked(unit, revision, day, place), generate_series(0, 1) as before`

const versionsOf = (sources: readonly string[]): RawBuilder<unknown> => sql`
  join organisation_version as v on v.sor_id = up.unit and ${stands('v')} and ${isOf('v', sources)}
    and (v.valid_to is null or v.valid_to >= up.day or not exists (
      select from organisation_version as later
      where later.sor_id = v.sor_id and later.source = v.source and later.valid_from > v.valid_from and ${stands('later')}
    ))`

const stands = (row: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${row}.first_revision`)} <= up.revision
    and (${sql.ref(`${row}.last_revision`)} is null or ${sql.ref(`${row}.last_revision`)} >= up.revision))`

const isOf = (row: string, sources: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${row}.source`)} = any(${[...sources]}::text[])`
