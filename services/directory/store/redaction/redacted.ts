import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { RedactableType, RedactedFields } from '../../domain/redaction/redactable.ts'
import type { Tables } from '../tables.ts'

/**
 * Finds records beside the subject's own that say the same of it, whatever revision they stand in: the yder and SHAK registers
 * name practices and departments by numbers of theirs, and a mailbox is reached at an access point.
 *
 * @returns keys, each with its kind before a colon
 */
export async function relatedTo(
  trx: Transaction<Tables>,
  { subjectType, subjectId }: Pick<RedactedFields, 'subjectType' | 'subjectId'>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct key from (${RELATED[subjectType](subjectId)}) as found (key)
    where key is not null order by key`.execute(trx)
  return rows.map(({ key }) => key)
}

const RELATED: Readonly<Record<RedactableType, (id: string) => RawBuilder<unknown>>> = {
  Organisation: (id) => sql`
    select 'yder:' || unnest(ydernumre) from organisation_version where sor_id = ${id}
    union all select 'shak:' || shak from organisation_version where sor_id = ${id}
    union all select 'shak:' || shak from shak_map_version where sor_id = ${id}`,
  Endpoint: (id) => sql`
    select 'access-point:' || access_point_id from mailbox_version
    where gln = split_part(${id}, '.', 1)
      and coalesce(network, split_part(${id}, '.', 2)) = split_part(${id}, '.', 2)`,
}

/** @returns names of the sources that have ever held the subject */
export async function holdersOf(
  trx: Transaction<Tables>,
  { subjectType, subjectId }: Pick<RedactedFields, 'subjectType' | 'subjectId'>,
): Promise<readonly string[]> {
  const rows = await HOLDERS[subjectType](subjectId).execute(trx)
  return rows.rows.map(({ source }) => source)
}

const HOLDERS: Readonly<Record<RedactableType, (id: string) => RawBuilder<{ source: string }>>> = {
  Organisation: (id) =>
    sql`select distinct source from organisation_version where sor_id = ${id} order by source`,
  Endpoint: (id) => sql`
    select distinct source from mailbox_version
    where gln = split_part(${id}, '.', 1)
      and coalesce(network, split_part(${id}, '.', 2)) = split_part(${id}, '.', 2)
    order by source`,
}

/** Selects one subject as `blankRows()` takes it. */
export const oneRedacted = (
  { subjectId, fields }: RedactedFields,
  related: readonly string[],
): RawBuilder<unknown> => sql`
  select ${subjectId}::text as subject_id, ${[...fields]}::text[] as fields, ${[...related]}::text[] as related`

/** Selects the subjects of one type that imports are held to, each once. */
export const standingRedactions = (type: RedactableType): RawBuilder<unknown> => sql`
  select subject_id, array_agg(distinct field) as fields,
    array_agg(distinct key) filter (where key is not null) as related
  from redaction, unnest(fields) as field
  left join lateral unnest(related) as key on true
  where subject_type = ${type} and lifted_at is null
  group by subject_id`
