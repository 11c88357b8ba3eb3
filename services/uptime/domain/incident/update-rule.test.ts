import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { missedUpdates, nextUpdateDue } from './update-rule.ts'

const at = (text: string): number => Date.parse(text)
const due = (severity: 'P1' | 'P2' | 'P3' | 'P4', openedAt: string, lastUpdateAt?: string) => {
  const next = nextUpdateDue({
    severity,
    openedAt: at(openedAt),
    lastUpdateAt: lastUpdateAt ? at(lastUpdateAt) : null,
  })
  return next === null ? null : new Date(next).toISOString().slice(0, 16)
}

describe('nextUpdateDue()', () => {
  it('gives a P1 a quarter of an hour in office hours and half an hour outside, then half hours', () => {
    // Monday, ten in the morning in Denmark.
    assert.equal(due('P1', '2026-11-23T09:00Z'), '2026-11-23T09:15')
    assert.equal(due('P1', '2026-11-23T17:00Z'), '2026-11-23T17:30')
    assert.equal(due('P1', '2026-11-22T09:00Z'), '2026-11-22T09:30')
    assert.equal(due('P1', '2026-11-23T09:00Z', '2026-11-23T09:10Z'), '2026-11-23T09:40')
  })

  it('lets a P2 sleep from midnight to six', () => {
    assert.equal(due('P2', '2026-11-23T09:00Z'), '2026-11-23T10:00')
    assert.equal(due('P2', '2026-11-23T09:00Z', '2026-11-23T12:00Z'), '2026-11-23T13:00')
    assert.equal(due('P2', '2026-11-23T09:00Z', '2026-11-23T22:30Z'), '2026-11-24T05:00')
  })

  it('owes one word on P3 and P4, on P4 by the next working day', () => {
    assert.equal(due('P3', '2026-11-23T09:00Z'), '2026-11-23T13:00')
    assert.equal(due('P4', '2026-11-20T09:00Z'), '2026-11-23T09:00')
    assert.equal(due('P3', '2026-11-23T09:00Z', '2026-11-23T10:00Z'), null)
  })
})

describe('missedUpdates()', () => {
  it('tells each time that passed in silence, once', () => {
    const owed = {
      severity: 'P1' as const,
      openedAt: at('2026-11-23T09:00Z'),
      lastUpdateAt: null,
    }
    const missed = (after: string, now: string) =>
      missedUpdates(owed, { after: at(after), now: at(now) }).map((ms) =>
        new Date(ms).toISOString().slice(11, 16),
      )
    assert.deepEqual(missed('2026-11-23T09:00Z', '2026-11-23T10:20Z'), ['09:15', '09:45', '10:15'])
    assert.deepEqual(missed('2026-11-23T09:45Z', '2026-11-23T10:20Z'), ['10:15'])
    assert.deepEqual(missed('2026-11-23T09:00Z', '2026-11-23T09:14Z'), [])
  })
})
