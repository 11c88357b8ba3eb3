import type { UnitOrder, UnitPlace, ViewedCatalogue } from '../../domain/catalogue/catalogue.ts'
import type { UnitCondition } from '../../domain/catalogue/unit-condition.ts'
import type { SearchPage } from '../port.ts'

/** A page of ids. */
export interface IdPage {
  readonly ids: readonly string[]
  readonly total: number | null
  readonly next: string | null
}

const ORDERS: Readonly<Record<string, UnitOrder>> = {
  _id: 'sorId',
  _lastUpdated: 'touched',
  name: 'name',
}

/** One page of the units that a condition holds of. */
export async function unitSearch(
  view: ViewedCatalogue,
  condition: UnitCondition,
  { after, count, sort, withTotal }: SearchPage,
): Promise<IdPage> {
  const total = withTotal ? await view.countUnits(condition) : null
  if (count === 0) return { ids: [], total, next: null }
  const [key] = sort
  const order = ORDERS[key?.parameter ?? '_id'] ?? 'sorId'
  const found = await view.units(condition, {
    order,
    descending: key?.descending ?? false,
    after: after === null ? null : placeOf(after),
    first: count + 1,
  })
  const places = found.slice(0, count)
  const last = places.at(-1)
  const next = last && found.length > count ? JSON.stringify([last.sorId, last.key]) : null
  return { ids: places.map(({ sorId }) => sorId), total, next }
}

function placeOf(after: string): UnitPlace {
  const [sorId, key] = JSON.parse(after)
  return { sorId, key }
}
