import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayOf, daysIn, windowOfDay, windowOfMonth } from './calendar.ts'
import { lengthOf } from './window.ts'

const HOUR = 3_600_000

describe('windowOfDay()', () => {
  it('has 24 hours, 23 when summer time begins and 25 when it ends', () => {
    const hours = (day: string) => lengthOf(windowOfDay(day)) / HOUR
    assert.deepEqual(
      ['2026-03-28', '2026-03-29', '2026-10-25', '2026-10-26'].map(hours),
      [24, 23, 25, 24],
    )
  })

  it('begins and ends where dayOf() turns', () => {
    for (const day of ['2026-01-01', '2026-03-29', '2026-07-01', '2026-10-25', '2026-12-31']) {
      const { from, to } = windowOfDay(day)
      assert.equal(dayOf(from), day)
      assert.notEqual(dayOf(from - 1), day)
      assert.equal(dayOf(to - 1), day)
      assert.notEqual(dayOf(to), day)
    }
  })
})

describe('windowOfMonth()', () => {
  it('holds all of its days and no other', () => {
    assert.equal(daysIn(windowOfMonth('2026-02')).length, 28)
    assert.equal(daysIn(windowOfMonth('2026-10')).length, 31)
    assert.equal(lengthOf(windowOfMonth('2026-10')) / HOUR, 31 * 24 + 1)
    assert.equal(daysIn(windowOfMonth('2026-12')).at(-1), '2026-12-31')
  })
})
