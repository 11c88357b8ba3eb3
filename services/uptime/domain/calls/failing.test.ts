import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { callsByConsumer, failingSince } from './failing.ts'

const MINUTE = 60_000
const NOW = Date.parse('2026-11-23T08:00:30Z')
const minute = (ago: number, calls: number, failures: number, consumer = 'a') => ({
  ...{ consumer, calls, failures, at: Math.floor(NOW / MINUTE - ago) * MINUTE },
})
const ago = (at: number | null) => (at === null ? null : Math.floor((NOW - at) / MINUTE))

describe('failingSince()', () => {
  it('is of a consumer of whose last five calls or more half have failed', () => {
    assert.equal(ago(failingSince([minute(0, 5, 3)], NOW)), 0)
    assert.equal(ago(failingSince([minute(0, 3, 1), minute(2, 3, 2)], NOW)), 2)
    assert.equal(failingSince([minute(0, 4, 4)], NOW), null, 'too few')
    assert.equal(failingSince([minute(0, 7, 3)], NOW), null, 'most went well')
    assert.equal(failingSince([minute(6, 9, 9)], NOW), null, 'long ago')
    assert.equal(failingSince([minute(0, 3, 3), minute(0, 3, 3, 'b')], NOW), null, 'each alone')
  })

  it('shows what is down for one of many', () => {
    assert.equal(ago(failingSince([minute(0, 900, 0), minute(1, 5, 5, 'b')], NOW)), 1)
  })

  it('began behind the last five minutes without a failure', () => {
    const minutes = [minute(40, 9, 9), minute(20, 9, 9), minute(16, 1, 1), minute(11, 1, 1)]
    assert.equal(ago(failingSince([...minutes, minute(7, 1, 1), minute(3, 9, 9)], NOW)), 20)
  })
})

describe('callsByConsumer()', () => {
  it('sums by consumer, who failed most first', () => {
    assert.deepEqual(
      callsByConsumer([minute(9, 5, 0), minute(1, 2, 1, 'b'), minute(2, 2, 1, 'b')]),
      [
        { consumer: 'b', calls: 4, failures: 2, lastFailure: '2026-11-23T07:59:00.000Z' },
        { consumer: 'a', calls: 5, failures: 0, lastFailure: null },
      ],
    )
  })
})
