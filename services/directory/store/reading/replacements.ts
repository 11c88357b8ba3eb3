import { type Kysely, sql } from 'kysely'
import type { Replacements } from '../../domain/unit/relations.ts'
import type { Tables } from '../tables.ts'
import { isVisible, type Sight, standsAt } from './sight.ts'

/**
 * Reads who replaced whom. The register does not date a replacement, so that it counts on every day.
 *
 * @returns by SOR id; absent where the unit neither replaces nor is replaced
 */
export async function replacementsOf(
  db: Kysely<Tables>,
  sight: Sight,
  sorIds: readonly string[],
): Promise<ReadonlyMap<string, Replacements>> {
  const asked = sql`any(${[...sorIds]}::text[])`
  const { rows } = await sql<{ sor_id: string; replaced_by: string }>`
    select distinct r.sor_id, r.replaced_by from replacement_version r
    where (r.sor_id = ${asked} or r.replaced_by = ${asked})
      and ${standsAt('r', sight)} and ${isVisible('r', sight)}
    order by 1, 2`.execute(db)
  const successors = Map.groupBy(rows, ({ sor_id }) => sor_id)
  const predecessors = Map.groupBy(rows, ({ replaced_by }) => replaced_by)
  return new Map(
    sorIds.map((sorId) => [
      sorId,
      {
        replaces: (predecessors.get(sorId) ?? []).map(({ sor_id }) => sor_id),
        replacedBy: (successors.get(sorId) ?? []).map(({ replaced_by }) => replaced_by),
      },
    ]),
  )
}
