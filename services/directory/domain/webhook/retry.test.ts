import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pauseMs } from './retry.ts'

const longest = (attempts: number) => pauseMs(attempts, { chance: 0.999_999_999_9 })

describe('pauseMs()', () => {
  it('doubles with each attempt, from 5 seconds to an hour', () => {
    assert.deepEqual([1, 2, 3, 4].map(longest), [5_000, 10_000, 20_000, 40_000])
    assert.deepEqual([11, 100, 100_000].map(longest), [3_600_000, 3_600_000, 3_600_000])
  })

  it('leaves half of it to chance', () => {
    assert.equal(pauseMs(1, { chance: 0 }), 2_500)
    assert.equal(pauseMs(1, { chance: 0.5 }), 3_750)
  })

  it('waits as long as the receiver asks, up to an hour, and never less than it would', () => {
    assert.equal(pauseMs(1, { chance: 0, retryAfterMs: 60_000 }), 60_000)
    assert.equal(pauseMs(1, { chance: 0, retryAfterMs: 10 ** 12 }), 3_600_000)
    assert.equal(pauseMs(5, { chance: 0, retryAfterMs: 1_000 }), 40_000)
  })
})
