import type { UnitPlace } from '../../domain/catalogue/catalogue.ts'
import type { UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import type { Criterion } from '../criterion.ts'
import type { ResourceReader } from '../port.ts'
import type { Resource } from '../resource.ts'
import type { ReaderSource } from './reader-source.ts'
import { unitConditionOf } from './unit-criteria.ts'
import { unitSearch } from './unit-search.ts'
import type { UnitShape } from './unit-shape.ts'
import { unitThings } from './unit-things.ts'
import { type Versioned, versioned } from './versioned.ts'
import { versionedReader } from './versioned-reader.ts'

/** Reads the resources of one type that are units. */
export function unitReader(source: ReaderSource, shape: UnitShape): ResourceReader {
  const units = versioned(source, unitThings(shape))
  return versionedReader(units, async (criteria, page) => {
    const condition = await conditionOf(source, shape, criteria)
    const after: UnitPlace | null = page.after === null ? null : JSON.parse(page.after)
    const search = { condition, page: { ...page, after } }
    const { places, total, goesOn } = await unitSearch(source, shape, search)
    const resources = await resourcesOf(
      units,
      places.map(({ sorId }) => sorId),
    )
    return { resources, total, next: goesOn ? JSON.stringify(places.at(-1)) : null }
  })
}

/** The resources of ids that a search has found, in their order. */
export async function resourcesOf(
  { read }: Versioned,
  ids: readonly string[],
): Promise<readonly Resource[]> {
  const found = await read(ids)
  return ids.flatMap((id) => {
    const one = found.get(id)
    return one?.kind === 'found' ? [one.resource] : []
  })
}

/** What all criteria ask of a unit, and that it is a resource of the type. */
export async function conditionOf(
  source: ReaderSource,
  shape: UnitShape,
  criteria: readonly Criterion[],
): Promise<UnitCondition> {
  const asked = criteria.map((one) => unitConditionOf(source, shape.type, one))
  return { kind: 'all', of: [shape.condition, ...(await Promise.all(asked))] }
}
