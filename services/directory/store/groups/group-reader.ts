import type { Kysely } from 'kysely'
import type { ViewedDirectory } from '../../domain/directory.ts'
import { type GroupWithMembers, pageOf } from '../../domain/group/group-page.ts'
import { isWithin, placeOf } from '../../domain/group/group-reach.ts'
import type { Kept } from '../reading/memory.ts'
import type { Sight } from '../reading/sight.ts'
import type { UnitReader } from '../reading/unit-reader.ts'
import type { Tables } from '../tables.ts'
import { groupsOn } from './groups.ts'

/** Groups, read only when they are asked for. */
export type GroupReader = Pick<ViewedDirectory, 'group' | 'groups' | 'groupsOf'>

const ALL = 'all'

/** Groups of one sight, read once for as long as the reader lives. */
export function groupReader(
  db: Kysely<Tables>,
  sight: Sight,
  { units, kept }: { readonly units: UnitReader; readonly kept: Kept<AllGroups> | undefined },
): GroupReader {
  const unitsOf = (sorIds: readonly string[]) => Promise.all(sorIds.map((id) => units.unit(id)))
  const readAll = async () => new Map([[ALL, await groupsOn(db, sight, unitsOf)]])
  let reading: Promise<AllGroups> | null = null
  const all = (): Promise<AllGroups> => {
    reading ??= read()
    return reading
  }
  const read = async (): Promise<AllGroups> => {
    const known = kept?.get(ALL)
    if (known) return known
    const found = (await (kept?.together([ALL], readAll) ?? readAll())).get(ALL) ?? []
    kept?.set(ALL, found)
    return found
  }
  return {
    group: async (id) => (await all()).find(({ group }) => group.id === id) ?? null,
    groups: async (request) => pageOf(await all(), request),
    groupsOf: async (unit) => {
      const inForce = (await all()).filter(({ isInForce }) => isInForce)
      if (inForce.length === 0) return []
      const place = placeOf(await units.chain(unit))
      return inForce.filter(({ reach }) => isWithin(place, reach))
    },
  }
}

/** Every group of one sight. */
export type AllGroups = readonly GroupWithMembers[]
