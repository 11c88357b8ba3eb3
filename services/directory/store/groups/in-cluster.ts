import { type RawBuilder, sql } from 'kysely'
import type { GroupReach } from '../../domain/group/group-reach.ts'

/** Where a unit stands, in SQL: the two sides of `UnitPlace`. */
export interface PlaceColumns {
  /** `text[]`: SOR ids of the unit itself and of all above it. */
  readonly lineage: RawBuilder<unknown>
  /** `text`: the municipality that counts for it by the rule of `placeOf`; null where none does. */
  readonly municipality: RawBuilder<unknown>
}

/**
 * The condition that a unit is in a group, as `isWithin` says it.
 *
 * @param reach of the group on the view, from `ViewedDirectory.group(id)`; a group that is not in force takes in nobody
 */
export const inCluster = (
  { lineage, municipality }: PlaceColumns,
  reach: GroupReach,
): RawBuilder<boolean> =>
  sql<boolean>`(${lineage} && ${[...reach.sorIds]}::text[] or coalesce(${municipality} = any(${[
    ...reach.municipalities,
  ]}::text[]), false))`
