import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NO_TIME } from '../history/stretch.ts'
import { dayStateOf } from './day-state.ts'

describe('dayStateOf()', () => {
  it('remembers a day for the worst of it', () => {
    const day = { ...NO_TIME, upMs: 90, degradedMs: 5, downMs: 5, maintenanceMs: 100 }
    assert.deepEqual(dayStateOf(day), { state: 'DOWN', ratio: 0.025 })
    assert.equal(dayStateOf({ ...day, downMs: 0 })?.state, 'DEGRADED')
    assert.equal(dayStateOf({ ...day, downMs: 0, degradedMs: 0 })?.state, 'MAINTENANCE')
    assert.deepEqual(dayStateOf({ ...NO_TIME, upMs: 7 }), { state: 'UP', ratio: 1 })
  })

  it('never makes a day green that is mostly, or in a good part, not known', () => {
    assert.equal(dayStateOf({ ...NO_TIME, unknownMs: 100 })?.state, 'UNKNOWN')
    assert.equal(dayStateOf({ ...NO_TIME, upMs: 90, unknownMs: 10 })?.state, 'UNKNOWN')
    assert.equal(dayStateOf({ ...NO_TIME, upMs: 99, unknownMs: 1 })?.state, 'UP')
  })

  it('says nothing of a day without figures', () => {
    assert.equal(dayStateOf(null), null)
    assert.equal(dayStateOf(NO_TIME), null)
  })
})
