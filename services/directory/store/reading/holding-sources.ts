import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { isInForceAt, isVisible, type Sight, standsAt } from './sight.ts'
import { mayOpen } from './units.ts'

/**
 * Reads which sources hold units: those that hold them in force on the day; where none does, those that hold them at all.
 *
 * @returns by SOR id, in order of weight
 */
export async function holdingSources(
  db: Kysely<Tables>,
  sight: Sight,
  sorIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const holdsOpen = sql`${isInForceAt('v', sight)} and ${mayOpen('s', 'v', sight)}`
  const { rows } = await sql<{ sor_id: string; source: string; in_force: boolean }>`
    select v.sor_id, v.source, bool_or(${holdsOpen}) as in_force
    from organisation_version v join source s on s.name = v.source
    where v.sor_id = any(${[...sorIds]}::text[]) and ${standsAt('v', sight)} and ${isVisible('v', sight)}
    group by v.sor_id, v.source, s.rank order by v.sor_id, s.rank`.execute(db)
  const bySorId = Map.groupBy(rows, ({ sor_id }) => sor_id)
  return new Map([...bySorId].map(([sorId, held]) => [sorId, namesOf(held)]))
}

function namesOf(held: readonly { source: string; in_force: boolean }[]): readonly string[] {
  const inForce = held.filter(({ in_force }) => in_force)
  return (inForce.length > 0 ? inForce : held).map(({ source }) => source)
}

/**
 * Reads which sources hold units that the caller may not see there.
 *
 * @returns by SOR id, the names of the sources; absent where none does
 */
export async function withholdingSources(
  db: Kysely<Tables>,
  sight: Sight,
  sorIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ sor_id: string; source: string }>`
    select distinct v.sor_id, v.source from organisation_version v
    where v.sor_id = any(${[...sorIds]}::text[])
      and v.first_revision <= ${sight.revision}::int and not (${isVisible('v', sight)})
    order by 1, 2`.execute(db)
  const bySorId = Map.groupBy(rows, ({ sor_id }) => sor_id)
  return new Map([...bySorId].map(([sorId, held]) => [sorId, held.map(({ source }) => source)]))
}
