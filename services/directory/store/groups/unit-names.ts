import { type Kysely, sql } from 'kysely'
import { isInForceAt, isVisible, type Sight, standsAt } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'

/**
 * Reads which owners and institutions go by names on the day, spelled exactly so.
 *
 * @returns SOR ids by `owner <name>` for owners alone, and by `any <name>` for both
 */
export async function unitNames(
  db: Kysely<Tables>,
  sight: Sight,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (names.length === 0) return new Map()
  const { rows } = await sql<{ name: string; sor_id: string; is_owner: boolean }>`
    select distinct v.name, v.sor_id, v.level = 'OWNER' as is_owner from organisation_version v
    where v.level <> 'UNIT' and v.name = any(${[...new Set(names)]}::text[])
      and ${standsAt('v', sight)} and ${isInForceAt('v', sight)} and ${isVisible('v', sight)}
    order by 1, 2`.execute(db)
  const found = new Map<string, string[]>()
  for (const { name, sor_id, is_owner } of rows) {
    for (const key of is_owner ? [`owner ${name}`, `any ${name}`] : [`any ${name}`]) {
      found.set(key, [...(found.get(key) ?? []), sor_id])
    }
  }
  return found
}
