import fc from 'fast-check'
import type { Fact } from '../domain/statement/facts.ts'
import { addDays, localDate } from '../domain/time/local-date.ts'
import { unit } from './import-harness.ts'

/** Versions of one unit: from a day, a gap after each, a name; the last may be open. */
export interface History {
  readonly id: number
  readonly start: number
  readonly versions: readonly {
    readonly days: number
    readonly gap: number
    readonly name: number
  }[]
  readonly open: boolean
}

/** What one snapshot says. */
export interface RandomSnapshot {
  /** Days after the snapshot before. */
  readonly after: number
  readonly units: readonly History[]
  readonly undated: readonly { readonly gln: number; readonly off: boolean }[]
}

/** The day of the first snapshot, less its `after`. */
export const ORIGIN = localDate('2026-01-01')

const history = fc.record({
  id: fc.integer({ min: 0, max: 4 }),
  start: fc.integer({ min: -30, max: 30 }),
  versions: fc.array(
    fc.record({
      days: fc.integer({ min: 1, max: 15 }),
      gap: fc.integer({ min: 0, max: 3 }),
      name: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  open: fc.boolean(),
})

export const randomSnapshot: fc.Arbitrary<RandomSnapshot> = fc.record({
  after: fc.integer({ min: 0, max: 12 }),
  units: fc.uniqueArray(history, { maxLength: 5, selector: ({ id }) => id }),
  undated: fc.uniqueArray(fc.record({ gln: fc.integer({ min: 0, max: 3 }), off: fc.boolean() }), {
    maxLength: 4,
    selector: ({ gln }) => gln,
  }),
})

/** The facts of one unit. */
export function dated({ id, start, versions, open }: History): readonly Fact[] {
  let from = addDays(ORIGIN, start)
  return versions.map(({ days, gap, name }, index) => {
    const to = addDays(from, days - 1)
    const isOpen = open && index === versions.length - 1
    const fact = unit(`U${id}`, `${from}..${isOpen ? '' : to}`, { name: `N${name}` })
    from = addDays(to, 1 + gap)
    return fact
  })
}
