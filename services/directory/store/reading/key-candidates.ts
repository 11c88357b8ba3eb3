import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { OrganisationKey } from '../../domain/identifier/organisation-key.ts'
import type { Tables } from '../tables.ts'
import { isInForceAt, isVisible, type Sight, standsAt } from './sight.ts'

/** A unit that has at some time gone by a key. */
export interface CandidateId {
  readonly sorId: string
  /** The SHAK map gives the key to the unit on the day. */
  readonly isMapped: boolean
}

type Kind = Exclude<OrganisationKey['kind'], 'sorId'>

interface Row {
  readonly kind: Kind
  readonly value: string
  readonly sor_id: string
  readonly is_mapped: boolean
}

/**
 * Reads every unit that GLNs, ydernumre and SHAK codes have ever named up to the revision, in one statement.
 *
 * @returns by {@link candidatesKey}
 */
export async function keyCandidates(
  db: Kysely<Tables>,
  sight: Sight,
  keys: readonly OrganisationKey[],
): Promise<ReadonlyMap<string, readonly CandidateId[]>> {
  const of = (kind: Kind) => keys.filter((key) => key.kind === kind).map(({ value }) => value)
  const parts = [
    ...part(of('gln'), (values) => byGln(values, sight)),
    ...part(of('ydernummer'), (values) => byYdernummer(values, sight)),
    ...part(of('shak'), (values) => byShak(values, sight)),
  ]
  if (parts.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select kind, value, sor_id, bool_or(is_mapped) as is_mapped
    from (${sql.join(parts, sql` union all `)}) as named
    group by kind, value, sor_id order by kind, value, sor_id`.execute(db)
  const byKey = Map.groupBy(rows, candidatesKey)
  return new Map(
    [...byKey].map(([key, rows]) => [
      key,
      rows.map(({ sor_id, is_mapped }) => ({ sorId: sor_id, isMapped: is_mapped })),
    ]),
  )
}

/** The key as one text. */
export const candidatesKey = ({ kind, value }: { kind: string; value: string }): string =>
  `${kind}:${value}`

const part = (
  values: readonly string[],
  build: (values: RawBuilder<unknown>) => RawBuilder<unknown>,
): readonly RawBuilder<unknown>[] => (values.length > 0 ? [build(sql`${values}::text[]`)] : [])

const byGln = (values: RawBuilder<unknown>, sight: Sight): RawBuilder<unknown> => sql`
  select 'gln' as kind, m.gln as value, m.sor_id, false as is_mapped from mailbox_version m
  where m.gln = any(${values}) and m.sor_id is not null and ${known('m', sight)}`

const byYdernummer = (values: RawBuilder<unknown>, sight: Sight): RawBuilder<unknown> => sql`
  select 'ydernummer' as kind, asked.value, v.sor_id, false as is_mapped
  from unnest(${values}) as asked(value)
  join organisation_version v on v.ydernumre @> array[asked.value] and v.ydernumre <> '{}'
  where ${known('v', sight)}`

const byShak = (values: RawBuilder<unknown>, sight: Sight): RawBuilder<unknown> => sql`
  select 'shak' as kind, v.shak as value, v.sor_id, false as is_mapped from organisation_version v
  where v.shak = any(${values}) and ${known('v', sight)}
  union all
  select 'shak' as kind, c.shak as value, c.sor_id, ${isInForceAt('c', sight)} as is_mapped
  from shak_map_version c
  where c.shak = any(${values}) and ${standsAt('c', sight)} and ${isVisible('c', sight)}`

const known = (row: string, sight: Sight): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${row}.first_revision`)} <= ${sight.revision}::int and ${isVisible(row, sight)}`
