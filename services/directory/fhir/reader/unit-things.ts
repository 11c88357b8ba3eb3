import type { Things } from './things.ts'
import { unitResources } from './unit-resources.ts'
import type { UnitShape } from './unit-shape.ts'

/** Units as resources of one type, which go by their SOR ids. */
export const unitThings = (shape: UnitShape): Things => ({
  name: shape.type,
  touched: shape.touched,
  isTheirs: isUnitId,
  keysOf: async (_view, ids) => new Map(ids.map((id) => [id, id])),
  resources: (view, versions) => unitResources(view, shape, versions),
  items: async (_source, touches) => touches,
})

/** Whether a resource of that id is a unit: a SOR id has some 20 digits at most. */
export const isUnitId = (id: string): boolean => /^\d{1,30}$/.test(id)
