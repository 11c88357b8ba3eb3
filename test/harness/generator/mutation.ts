import type { SampleUnit } from '../../../infra/sample/unit.ts'
import type { Mutation } from './options.ts'

/** Of every seven open units without children, the first closes and the second is renamed, until there are enough. */
const EVERY = 7

/** Turns a first snapshot's owners into a second's, owner by owner. */
export function mutator(mutation: Mutation) {
  const left = { ...mutation }
  let seen = 0
  const change = (unit: SampleUnit): readonly SampleUnit[] => {
    if (unit.children.length > 0) {
      return [{ ...unit, children: unit.children.flatMap(change) }]
    }
    if (unit.level !== 'OE' || unit.to !== undefined || unit.from > '2026') return [unit]
    const turn = seen++ % EVERY
    if (turn === 0 && left.closed > 0) {
      left.closed--
      return []
    }
    if (turn === 1 && left.renamed > 0) {
      left.renamed--
      return [{ ...unit, name: `${unit.name}, nyt navn` }]
    }
    return [unit]
  }
  return {
    apply: (owner: SampleUnit): readonly SampleUnit[] =>
      left.closed === 0 && left.renamed === 0 ? [owner] : change(owner),
    /** @throws {RangeError} when the register was too small for what was asked */
    done(): void {
      if (left.closed > 0 || left.renamed > 0) {
        throw new RangeError(
          `Cannot change so many units: ${left.closed} closings and ${left.renamed} names are left over`,
        )
      }
    },
  }
}
