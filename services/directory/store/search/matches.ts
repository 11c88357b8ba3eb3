import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { OrganisationFilter } from '../../domain/search/organisation-filter.ts'
import { FIT, type Fit, type SearchPosition } from '../../domain/search/search-question.ts'
import type { OrganisationLevel } from '../../domain/statement/facts.ts'
import type { View } from '../../domain/time/view.ts'
import type { Tables } from '../tables.ts'
import { termOf } from './terms.ts'
import { allOf, type FitConditions, quoted } from './ts-query.ts'

/** Which entries are wanted. */
export interface Wanted {
  readonly view: View
  /** As `search_entry.audience` names it. */
  readonly audience: string
  /** Null where no text is asked for. */
  readonly text: { readonly folded: string; readonly fits: FitConditions } | null
  readonly filter: OrganisationFilter
  /** SOR ids, one of which it must be; null for any. */
  readonly among: readonly string[] | null
  /** A condition on its terms that the cluster asks for; null for none. */
  readonly cluster: string | null
}

const LEVELS: Readonly<Record<OrganisationLevel, number>> = { OWNER: 0, INSTITUTION: 1, UNIT: 2 }

/** The condition on terms that the filter comes to; empty where it asks for none. */
export const termsAsked = ({ text, filter, cluster }: Wanted): string => {
  const each = (kind: Parameters<typeof termOf>[0], values: readonly string[] | null) =>
    values === null ? [] : [allOf([values.map((value) => quoted(termOf(kind, value)))])]
  const one = (value: string | null) => (value === null ? null : [value])
  return [
    ...(text === null ? [] : [text.fits.errors]),
    ...each('type', filter.types),
    ...each('speciality', filter.specialities),
    ...each('municipality', one(filter.municipality)),
    ...each('postCode', one(filter.postCode)),
    ...each('above', one(filter.under)),
    ...(cluster === null ? [] : [`(${cluster})`]),
  ].join(' & ')
}

/** Counts all wanted entries. */
export async function countMatches(db: Kysely<Tables>, wanted: Wanted): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from search_entry e where ${isWanted(wanted, 'found')}`.execute(
    db,
  )
  return rows[0]?.total ?? 0
}

/** How many entries there are of a kind. */
export interface EntryCount {
  readonly level: number
  readonly region: number | null
  readonly type: string | null
  readonly status: number
  readonly count: number
}

/** Counts all entries of a view, kind by kind. */
export async function countAll(
  db: Kysely<Tables>,
  { view, audience }: Pick<Wanted, 'view' | 'audience'>,
): Promise<readonly EntryCount[]> {
  const { rows } = await sql<EntryCount>`
    select level, region, type, status, count(*)::int as count from search_entry e
    where ${isSeen(view, audience)} group by level, region, type, status`.execute(db)
  return rows
}

/** Which entries are read: how many, behind which, and whether so many are wanted that going through all in order is less. */
export interface Reach {
  readonly most: number
  readonly after: SearchPosition | null
  readonly isBroad: boolean
}

// Written into the statement, for the server plans it once for all values; few different ones make few statements.
const MOSTS = [21, 101, 1001]

/** Reads wanted entries, the best first. */
export async function readMatches(
  db: Kysely<Tables>,
  wanted: Wanted,
  { most, after, isBroad }: Reach,
): Promise<readonly SearchPosition[]> {
  const fit = fitOf(wanted)
  const ordered = fit ? sql`${fit}, ` : sql``
  const limit = MOSTS.find((size) => most <= size) ?? most
  const { rows } = await sql<Row>`
    select ${fit ?? sql`${FIT.name}::int`} as fit, e.status, e.level, e.folded as name, e.sor_id
    from search_entry e
    where ${isWanted(wanted, isBroad && fit === null ? 'in-order' : 'found')} ${behind(after, fit)}
    order by ${ordered}e.status, e.level, e.length, e.folded, e.sor_id
    limit ${sql.lit(limit)}`.execute(db)
  return rows.slice(0, most).map(({ sor_id, ...row }) => ({ ...row, sorId: sor_id }))
}

interface Row extends Omit<SearchPosition, 'sorId' | 'fit'> {
  readonly fit: Fit
  readonly sor_id: string
}

function fitOf({ text }: Wanted): RawBuilder<Fit> | null {
  if (text === null) return null
  const { folded, fits } = text
  // Each of these is asked of every hit; of tens of thousands, that is most of the work.
  const words = fits.words && sql`when e.terms @@ ${fits.words}::tsquery then ${FIT.words}::int`
  const rest =
    fits.beginnings === null
      ? sql`${FIT.beginnings}::int`
      : sql`case when e.terms @@ ${fits.beginnings}::tsquery then ${FIT.beginnings}::int else ${FIT.errors}::int end`
  return sql<Fit>`case when e.folded = ${folded} then ${FIT.name}::int ${words ?? sql``} else ${rest} end`
}

function behind(after: SearchPosition | null, fit: RawBuilder<Fit> | null): RawBuilder<unknown> {
  if (after === null) return sql``
  const { status, level, name, sorId } = after
  const [head, position] = fit ? [sql`${fit}, `, sql`${after.fit}::int, `] : [sql``, sql``]
  return sql`and (${head}e.status, e.level, e.length, e.folded, e.sor_id) >
    (${position}${status}::smallint, ${level}::smallint, ${name.length}::smallint, ${name}, ${sorId})`
}

const isSeen = ({ day, revision }: View, audience: string): RawBuilder<boolean> => sql<boolean>`
  e.first_revision <= ${revision}::int and e.last_revision >= ${revision}::int
  and e.day_from <= ${day}::date and e.day_to >= ${day}::date and ${hearsOf(audience, revision)}`

// Readers of restricted sources have entries of their own where these say something, and those of everybody elsewhere.
const hearsOf = (audience: string, revision: number): RawBuilder<boolean> =>
  audience === ''
    ? sql<boolean>`e.audience = ''`
    : sql<boolean>`(e.audience = ${audience} or (e.audience = '' and e.sor_id not in (
        select own.sor_id from search_entry own where own.audience = ${audience}
          and own.first_revision <= ${revision}::int and own.last_revision >= ${revision}::int)))`

function isWanted(wanted: Wanted, way: 'found' | 'in-order'): RawBuilder<boolean> {
  const { filter, among } = wanted
  const terms = termsAsked(wanted)
  // As a function, it is not looked up in the index of terms, and the order of another is kept.
  const asked =
    way === 'found'
      ? sql`e.terms @@ ${terms}::tsquery`
      : sql`ts_match_vq(e.terms, ${terms}::tsquery)`
  return sql<boolean>`${isSeen(wanted.view, wanted.audience)}
    ${filter.includeClosed ? sql`` : sql`and e.status = 0`}
    ${filter.level === null ? sql`` : sql`and e.level = ${LEVELS[filter.level]}::smallint`}
    ${filter.region === null ? sql`` : sql`and e.region = ${filter.region}::smallint`}
    ${terms === '' ? sql`` : sql`and ${asked}`}
    ${among === null ? sql`` : sql`and e.sor_id in (select unnest(${[...among]}::text[]))`}`
}
