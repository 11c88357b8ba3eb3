import { type Kysely, sql } from 'kysely'
import type { ChildrenPage } from '../../domain/unit/relations.ts'
import type { Tables } from '../tables.ts'
import { isInForceAt, isVisible, type Sight, standsAt } from './sight.ts'
import { bestFirst } from './units.ts'

/** A page of the children of one unit, by SOR id. */
export interface ChildIds {
  readonly sorIds: readonly string[]
  readonly hasMore: boolean
  readonly total: number
}

interface Row {
  readonly parent_id: string
  readonly sor_ids: readonly string[]
  readonly total: number
}

/**
 * Reads one page of the children of each parent, in one statement. A child is what the parent is on the view; one that has
 * moved elsewhere is not.
 *
 * @returns by the parent's SOR id; absent where it has none
 */
export async function childrenOf(
  db: Kysely<Tables>,
  sight: Sight,
  request: { readonly parentIds: readonly string[]; readonly page: ChildrenPage },
): Promise<ReadonlyMap<string, ChildIds>> {
  const { parentIds, page } = request
  const closed = page.includeClosed ? sql`best.valid_from <= ${sight.day}::date` : sql`false`
  const { rows } = await sql<Row>`
    with child as (
      select best.parent_id, best.sor_id from (
        select distinct v.parent_id, v.sor_id from organisation_version v
        where v.parent_id = any(${[...parentIds]}::text[])
          and v.first_revision <= ${sight.revision}::int and ${isVisible('v', sight)}
      ) as known, lateral (
        select v.sor_id, v.parent_id, v.valid_from, ${standsAt('v', sight)} and ${isInForceAt('v', sight)} as is_active
        from organisation_version v join source s on s.name = v.source
        where v.sor_id = known.sor_id and v.first_revision <= ${sight.revision}::int and ${isVisible('v', sight)}
        order by ${bestFirst(sight)} limit 1
      ) as best
      where best.parent_id = known.parent_id and (best.is_active or ${closed})
    )
    select parent_id, count(*)::int as total, coalesce((
      array_agg(sor_id order by sor_id) filter (where sor_id > ${page.after ?? ''} collate "C")
    )[1:${page.first + 1}::int], '{}') as sor_ids
    from child group by parent_id`.execute(db)
  return new Map(
    rows.map(({ parent_id, sor_ids, total }) => [
      parent_id,
      { sorIds: sor_ids.slice(0, page.first), hasMore: sor_ids.length > page.first, total },
    ]),
  )
}
