import type { Kysely } from 'kysely'
import type { Chain, Unit } from '../../domain/unit/unit.ts'
import type { Tables } from '../tables.ts'
import { batched } from './loader.ts'
import type { Kept } from './memory.ts'
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
export function unitReader(
  db: Kysely<Tables>,
  sight: Sight,
  kept: Kept<Unit> | undefined,
): UnitReader {
  // Beside the loader, so that going up a chain that is known waits for nothing.
  const known = new Map<string, Unit | null>()
  const recall = (sorId: string): Unit | null | undefined => {
    const unit = known.get(sorId) ?? kept?.get(sorId)
    if (unit) known.set(sorId, unit)
    return unit
  }
  const readAll = async (sorIds: readonly string[]) => {
    const found = await unitsWithAncestors(db, sight, sorIds)
    if (kept) for (const [sorId, unit] of found) kept.set(sorId, unit)
    return found
  }
  const loader = batched<Unit | null>(async (sorIds) => {
    const missing = sorIds.filter((sorId) => recall(sorId) === undefined)
    if (missing.length > 0) {
      const found = await (kept?.together(missing, readAll) ?? readAll(missing))
      for (const sorId of missing) known.set(sorId, null)
      for (const [sorId, unit] of found) known.set(sorId, unit)
    }
    return new Map(sorIds.map((sorId) => [sorId, known.get(sorId) ?? null]))
  }, null)
  const chain = async (unit: Unit): Promise<Chain> => {
    const above: Unit[] = []
    const seen = new Set([unit.sorId])
    for (let { parentId } = unit; parentId !== null && !seen.has(parentId); ) {
      const recalled = recall(parentId)
      const parent = recalled === undefined ? await loader.load(parentId) : recalled
      if (parent === null) break
      seen.add(parentId)
      above.push(parent)
      parentId = parent.parentId
    }
    return [unit, ...above]
  }
  return { unit: (sorId) => loader.load(sorId), chain }
}
