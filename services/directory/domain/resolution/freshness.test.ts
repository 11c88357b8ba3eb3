import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { localDate } from '../time/local-date.ts'
import { freshnessOf } from './freshness.ts'

describe('freshnessOf()', () => {
  const limits = { today: localDate('2026-11-23'), freshForDays: 3 }

  it('is as old as the oldest snapshot it rests on', () => {
    const snapshots = [localDate('2026-11-22'), localDate('2026-11-20')] as const
    assert.deepEqual(freshnessOf(snapshots, limits), {
      snapshotDate: '2026-11-20',
      isStale: false,
    })
  })

  it('is stale from the day after the last fresh one', () => {
    assert.equal(freshnessOf([localDate('2026-11-20')], limits).isStale, false)
    assert.equal(freshnessOf([localDate('2026-11-19')], limits).isStale, true)
  })
})
