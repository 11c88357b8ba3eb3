import type { Criterion } from '../criterion.ts'
import type { SearchPage, SearchResult, SortKey } from '../port.ts'
import type { Resource } from '../resource.ts'
import { isMatch, type Paths } from './resource-matcher.ts'
import { textsAt } from './resource-values.ts'

/** Searches resources that are all at hand. */
export function listedSearch(
  all: readonly Resource[],
  criteria: readonly Criterion[],
  { page, paths }: { readonly page: SearchPage; readonly paths: Paths },
): SearchResult {
  const found = all.filter((resource) => criteria.every((one) => isMatch(resource, one, paths)))
  const total = found.length
  if (page.count === 0) return { resources: [], total, next: null }
  const sorted = found.toSorted(comparing(page.sort, paths))
  // The moment is the same on all pages, and so is the order.
  const start = page.after === null ? 0 : sorted.findIndex(({ id }) => id === page.after) + 1
  const resources = sorted.slice(start, start + page.count)
  const last = resources.at(-1)
  return { resources, total, next: last && start + page.count < sorted.length ? last.id : null }
}

/** Orders resources by the keys, and by id where they are equal. */
export function comparing(sort: readonly SortKey[], paths: Paths) {
  const keys = sort.map(({ parameter, descending }) => ({
    read: (resource: Resource) => keyOf(resource, parameter, paths),
    sign: descending ? -1 : 1,
  }))
  return (a: Resource, b: Resource): number => {
    for (const { read, sign } of keys) {
      const order = compare(read(a), read(b))
      if (order !== 0) return order * sign
    }
    return compare(a.id, b.id)
  }
}

function keyOf(resource: Resource, parameter: string, paths: Paths): string {
  if (parameter === '_lastUpdated') return resource.meta.lastUpdated
  return textsAt(resource, parameter === '_id' ? 'id' : (paths[parameter] ?? 'id'))[0] ?? ''
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
