import type { UnitOrder, UnitPlace, ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import type { UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import type { SearchPage } from '../port.ts'

/** A page of units. */
export interface UnitPlaces {
  readonly places: readonly UnitPlace[]
  readonly total: number | null
  readonly goesOn: boolean
}

const ORDERS: Readonly<Record<string, UnitOrder>> = {
  _id: 'sorId',
  _lastUpdated: 'touched',
  name: 'name',
}

/** One page of the units that a condition holds of. The id decides among those that are equal in the first key. */
export async function unitSearch(
  view: ViewedCatalogue,
  condition: UnitCondition,
  page: Omit<SearchPage, 'after'> & { readonly after: UnitPlace | null },
): Promise<UnitPlaces> {
  const { after, count, sort, withTotal } = page
  const total = withTotal ? await view.countUnits(condition) : null
  if (count === 0) return { places: [], total, goesOn: false }
  const [key] = sort
  const order = ORDERS[key?.parameter ?? '_id'] ?? 'sorId'
  const descending = key?.descending ?? false
  const found = await view.units(condition, { order, descending, after, first: count + 1 })
  return { places: found.slice(0, count), total, goesOn: found.length > count }
}
