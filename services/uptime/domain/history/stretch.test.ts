import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Verdict } from '../outcome.ts'
import { measuredRatio, type Share, shareOf, stretchesOf, together, upRatio } from './stretch.ts'

const VERDICTS: readonly Verdict[] = ['UP', 'DEGRADED', 'DOWN']
const lines = fc
  .uniqueArray(
    fc.record({ at: fc.integer({ min: 0, max: 500 }), verdict: fc.constantFrom(...VERDICTS) }),
    {
      selector: ({ at }) => at,
      maxLength: 30,
    },
  )
  .map((found) => found.sort((a, b) => a.at - b.at))
const windows = fc
  .tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))

/** Looks at every millisecond by itself. */
function slowShare(
  line: readonly { at: number; verdict: Verdict }[],
  around: {
    freshMs: number
    from: number
    to: number
    maintenance: readonly { from: number; to: number }[]
  },
): Share {
  const share = { upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, maintenanceMs: 0 }
  for (let ms = around.from; ms < around.to; ms += 1) {
    if (around.maintenance.some(({ from, to }) => ms >= from && ms < to)) share.maintenanceMs += 1
    else {
      const last = line.findLast(({ at }) => at <= ms)
      const verdict = last && ms < last.at + around.freshMs ? last.verdict : null
      if (verdict === 'UP') share.upMs += 1
      else if (verdict === 'DEGRADED') share.degradedMs += 1
      else if (verdict === 'DOWN') share.downMs += 1
      else share.unknownMs += 1
    }
  }
  return share
}

describe('shareOf()', () => {
  it('says of any window what each of its milliseconds says', () => {
    fc.assert(
      fc.property(
        lines,
        windows,
        fc.array(windows, { maxLength: 3 }),
        fc.integer({ min: 1, max: 80 }),
        (line, window, maintenance, freshMs) => {
          const stretches = stretchesOf(line, { freshMs, now: 1_000 })
          const expected = slowShare(line, { freshMs, ...window, maintenance })
          assert.deepEqual(shareOf(window, stretches, maintenance), expected)
        },
      ),
    )
  })

  it('is the same for a window as for its two halves together', () => {
    fc.assert(
      fc.property(lines, windows, fc.integer({ min: 0, max: 600 }), (line, { from, to }, cut) => {
        const stretches = stretchesOf(line, { freshMs: 40, now: 1_000 })
        const middle = Math.min(Math.max(cut, from), to)
        const halves = together(
          shareOf({ from, to: middle }, stretches),
          shareOf({ from: middle, to }, stretches),
        )
        assert.deepEqual(halves, shareOf({ from, to }, stretches))
      }),
    )
  })
})

describe('upRatio()', () => {
  it('leaves out what is not known: unknown is neither up nor down', () => {
    const share = { upMs: 60, degradedMs: 10, downMs: 30, unknownMs: 100, maintenanceMs: 50 }
    assert.equal(upRatio(share), 0.7)
    assert.equal(measuredRatio(share), 0.5)
    assert.equal(upRatio({ ...share, upMs: 0, degradedMs: 0, downMs: 0 }), null)
  })
})
