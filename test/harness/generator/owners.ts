import type { SampleUnit } from '../../../infra/sample/unit.ts'
import { mutator } from './mutation.ts'
import type { GeneratorOptions } from './options.ts'
import { type Allotment, ownerAt } from './owner.ts'

/**
 * The register of one snapshot, an owner at a time: about one owner to one and a half institutions and five units.
 *
 * @throws {RangeError} at the end, when the mutation asked for more than there are
 */
export function* generatedOwners(options: GeneratorOptions): Generator<SampleUnit> {
  const { seed, units, mutate } = options
  const allotment: Allotment = { next: 1, left: units }
  const mutation = mutator(mutate)
  let index = 0
  while (allotment.left > 0) yield* mutation.apply(ownerAt(index++, seed, allotment))
  mutation.done()
  allotment.left = mutate.added
  while (allotment.left > 0) yield* addedOwner(index++, seed, allotment)
}

function* addedOwner(index: number, seed: number, allotment: Allotment): Generator<SampleUnit> {
  const three = { next: allotment.next, left: Math.min(3, allotment.left) }
  allotment.next += three.left
  allotment.left -= three.left
  yield ownerAt(index, seed, three)
}
