import {
  BY_SOR_ID,
  type Direction,
  type UnitOrder,
  type UnitPage,
  type UnitPlace,
} from '../../domain/catalogue/catalogue.ts'
import type { UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import { FEW_MATCHES, type SearchPage, type SortKey } from '../port.ts'
import { type ReaderSource, viewOf } from './reader-source.ts'
import { isByTouch, MOST_ORDERED, orderedByTouch } from './touch-order.ts'
import type { UnitShape } from './unit-shape.ts'

/** A page of units. */
export interface UnitPlaces {
  readonly places: readonly UnitPlace[]
  readonly total: number | null
  readonly goesOn: boolean
}

/** Which units are searched for, and which page of them. */
export interface UnitSearch {
  readonly condition: UnitCondition
  readonly page: Omit<SearchPage, 'after'> & { readonly after: UnitPlace | null }
}

/** One page of the units that a condition holds of. */
export async function unitSearch(
  source: ReaderSource,
  shape: UnitShape,
  search: UnitSearch,
): Promise<UnitPlaces> {
  const view = await viewOf(source)
  const { after, count, sort, countsFew } = search.page
  if (count === 0) {
    return { places: [], total: await view.countUnits(search.condition), goesOn: false }
  }
  if (isByTouch(search.page)) return byTouch(source, shape, search)
  // What the page holds and how many there are is found on one way.
  const first = countsFew && after === null ? Math.max(count, FEW_MATCHES) + 1 : count + 1
  const found = await view.units(search.condition, { order: orderOf(sort), after, first })
  const total = after === null && found.length < first ? found.length : null
  return { places: found.slice(0, count), total, goesOn: found.length > count }
}

const ways = (descending: boolean): Direction => (descending ? 'descending' : 'ascending')

function orderOf(sort: readonly SortKey[]): UnitOrder {
  const wayOf = (asked: string): Direction | null => {
    const key = sort.find(({ parameter }) => parameter === asked)
    return key ? ways(key.descending) : null
  }
  return { name: wayOf('name'), sorId: wayOf('_id') ?? 'ascending' }
}

/** Orders by version what few units have, or what revisions have touched lately. */
async function byTouch(
  source: ReaderSource,
  shape: UnitShape,
  { condition, page }: UnitSearch,
): Promise<UnitPlaces> {
  const view = await viewOf(source)
  const after = page.after?.sorId ?? null
  const ordered = await orderedByTouch(source, { ...page, after }, async (since) => {
    const lately: UnitCondition = { kind: 'changed-after', revision: since }
    const wanted: UnitCondition = since === 0 ? condition : { kind: 'all', of: [condition, lately] }
    const found = await view.units(wanted, SOME_UNITS)
    if (found.length > MOST_ORDERED) return null
    const touched = await view.touched(
      shape.touched,
      found.map(({ sorId }) => sorId),
    )
    const ranked = found.map((place) => ({
      ...{ id: place.sorId, place },
      last: touched.get(place.sorId)?.last ?? 0,
    }))
    return ranked.sort(comparingRanks(page.sort))
  })
  const places = ordered.page.map(({ place }) => place)
  return { places, total: ordered.total, goesOn: ordered.goesOn }
}

const SOME_UNITS: UnitPage = { order: BY_SOR_ID, after: null, first: MOST_ORDERED + 1 }

interface Ranked {
  readonly id: string
  readonly place: UnitPlace
  readonly last: number
}

const BY: Readonly<Record<string, (one: Ranked, other: Ranked) => number>> = {
  _id: (one, other) => compare(one.id, other.id),
  _lastUpdated: (one, other) => one.last - other.last,
  name: (one, other) => compare(one.place.name, other.place.name),
}

const comparingRanks = (sort: readonly SortKey[]) => (one: Ranked, other: Ranked) => {
  for (const { parameter, descending } of [...sort, ID]) {
    const order = BY[parameter]?.(one, other) ?? 0
    if (order !== 0) return descending ? -order : order
  }
  return 0
}

const ID: SortKey = { parameter: '_id', descending: false }

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
