import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Verdict } from '../outcome.ts'
import { merged } from './merge.ts'
import { type Stretch, stretchesOf } from './stretch.ts'

const line = fc
  .uniqueArray(
    fc.record({
      at: fc.integer({ min: 0, max: 120 }),
      verdict: fc.constantFrom<Verdict>('UP', 'DEGRADED', 'DOWN'),
    }),
    { selector: ({ at }) => at, maxLength: 12 },
  )
  .map((found) =>
    stretchesOf(
      found.sort((a, b) => a.at - b.at),
      { freshMs: 15, now: 130 },
    ),
  )
const at = (stretches: readonly Stretch[], ms: number): Verdict | null =>
  stretches.find(({ from, to }) => from <= ms && ms < to)?.verdict ?? null

describe('merged()', () => {
  it('says of each moment the worst that any target says, and nothing where one is silent and none is down', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const together = merged(lines)
        for (let ms = 0; ms < 140; ms += 1) {
          const said = lines.map((one) => at(one, ms))
          const expected = said.includes('DOWN')
            ? 'DOWN'
            : said.includes(null)
              ? null
              : said.includes('DEGRADED')
                ? 'DEGRADED'
                : 'UP'
          assert.equal(at(together, ms), expected, `at ${ms}`)
        }
      }),
    )
  })

  it('says nothing of no targets', () => {
    assert.deepEqual(merged([]), [])
  })
})
