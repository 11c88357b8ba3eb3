import type { Kysely } from 'kysely'
import type { Chain, Unit } from '../../domain/unit.ts'
import type { Tables } from '../tables.ts'
import { batched } from './loader.ts'
import type { Sight } from './sight.ts'
import { unitsWithAncestors } from './units.ts'

/** Reads units, and all above them along with them. */
export interface UnitReader {
  /** @returns null where the register has never held it */
  unit(sorId: string): Promise<Unit | null>
  /** @returns the unit itself and all above it; a cycle among parents is cut */
  chain(unit: Unit): Promise<Chain>
}

/** Units of one sight, read once for as long as the reader lives. */
export function unitReader(db: Kysely<Tables>, sight: Sight): UnitReader {
  // Beside the loader, so that going up a chain that was read whole waits for nothing.
  const known = new Map<string, Unit | null>()
  const loader = batched<Unit | null>(async (sorIds) => {
    const found = await unitsWithAncestors(db, sight, sorIds)
    for (const sorId of sorIds) known.set(sorId, found.get(sorId) ?? null)
    for (const [sorId, unit] of found) {
      known.set(sorId, unit)
      loader.prime(sorId, unit)
    }
    return found
  }, null)
  const chain = async (unit: Unit): Promise<Chain> => {
    const above: Unit[] = []
    const seen = new Set([unit.sorId])
    for (let { parentId } = unit; parentId !== null && !seen.has(parentId); ) {
      const read = known.get(parentId)
      const parent = read === undefined ? await loader.load(parentId) : read
      if (parent === null) break
      seen.add(parentId)
      above.push(parent)
      parentId = parent.parentId
    }
    return [unit, ...above]
  }
  return { unit: (sorId) => loader.load(sorId), chain }
}
