import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDayRange, isTimeRange } from './spans.ts'

describe('isDayRange()', () => {
  it('takes open ends, one day, and leap days', () => {
    assert.ok(isDayRange({ from: null, to: null }))
    assert.ok(isDayRange({ from: '2026-11-23', to: '2026-11-23' }))
    assert.ok(isDayRange({ from: '2024-02-29', to: null }))
  })

  it('refuses what is no day, and an end before the beginning', () => {
    for (const from of [
      '2026-02-30',
      '2026-13-01',
      '23-11-2026',
      '610348-0014',
      '2026-11-23T00:00:00Z',
      '',
    ]) {
      assert.ok(!isDayRange({ from, to: null }), from)
    }
    assert.ok(!isDayRange({ from: '2026-11-24', to: '2026-11-23' }))
  })
})

describe('isTimeRange()', () => {
  it('takes instants with an offset, and compares what they mean', () => {
    assert.ok(isTimeRange({ from: '2026-11-23T10:00:00+01:00', to: '2026-11-23T09:00:00Z' }))
    assert.ok(!isTimeRange({ from: '2026-11-23T10:00:01+01:00', to: '2026-11-23T09:00:00Z' }))
  })

  it('refuses what is no instant', () => {
    for (const from of [
      '2026-11-23',
      '2026-11-23T25:00:00Z',
      '2026-02-30T10:00:00Z',
      '2026-11-23T10:00:00',
    ]) {
      assert.ok(!isTimeRange({ from, to: null }), from)
    }
  })
})
