import type { UnitPlace } from '../../domain/catalogue/catalogue.ts'
import type { Criterion } from '../criterion.ts'
import type { ResourceReader, SearchPage, SearchResult } from '../port.ts'
import { bothVersioned } from './both-versioned.ts'
import { GROUP_ORGANIZATIONS, ORGANIZATION_PATHS } from './group-shapes.ts'
import { comparing } from './listed-search.ts'
import { allListed, listedThings } from './listed-things.ts'
import type { ReaderSource } from './reader-source.ts'
import { isMatch } from './resource-matcher.ts'
import { conditionOf, resourcesOf } from './unit-reader.ts'
import { unitSearch } from './unit-search.ts'
import { ORGANIZATION } from './unit-shape.ts'
import { unitThings } from './unit-things.ts'
import { type Versioned, versioned } from './versioned.ts'
import { versionedReader } from './versioned-reader.ts'

const UNITS = unitThings(ORGANIZATION)

/** Reads units and groups as Organizations. */
export function organizationReader(source: ReaderSource): ResourceReader {
  const units = versioned(source, UNITS)
  const groups = versioned(source, listedThings(GROUP_ORGANIZATIONS))
  const all = bothVersioned(units, groups, UNITS.isTheirs)
  return versionedReader(all, (criteria, page) => search(source, units, { criteria, page }))
}

/** How far a search has come. */
interface Place {
  readonly unit: UnitPlace | null
  /** Id of the last group. */
  readonly group: string | null
}

const START: Place = { unit: null, group: null }

async function search(
  source: ReaderSource,
  units: Versioned,
  { criteria, page }: { readonly criteria: readonly Criterion[]; readonly page: SearchPage },
): Promise<SearchResult> {
  const place: Place = page.after === null ? START : JSON.parse(page.after)
  const condition = await conditionOf(source, ORGANIZATION, criteria)
  const unitPage = { ...page, after: place.unit }
  const found = await unitSearch(source, ORGANIZATION, { condition, page: unitPage })
  const compare = comparing(page.sort, ORGANIZATION_PATHS)
  const groups = (await allListed(source, GROUP_ORGANIZATIONS))
    .filter((one) => criteria.every((each) => isMatch(one, each, ORGANIZATION_PATHS)))
    .sort(compare)
  const total = found.total === null ? null : found.total + groups.length
  if (page.count === 0) return { resources: [], total, next: null }
  const next = groups.slice(groups.findIndex(({ id }) => id === place.group) + 1)
  const ids = found.places.map(({ sorId }) => sorId)
  const merged = [...(await resourcesOf(units, ids)), ...next].sort(compare)
  const resources = merged.slice(0, page.count)
  const left = new Set(merged.slice(page.count).map(({ id }) => id))
  const reached: Place = {
    unit: found.places.findLast(({ sorId }) => !left.has(sorId)) ?? place.unit,
    group: next.findLast(({ id }) => !left.has(id))?.id ?? place.group,
  }
  const goesOn = found.goesOn || merged.length > resources.length
  return { resources, total, next: goesOn ? JSON.stringify(reached) : null }
}
