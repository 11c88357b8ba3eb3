import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NO_TIME } from '../history/stretch.ts'
import { errorBudgetOf } from './error-budget.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const now = Date.parse('2026-11-23T12:00:00Z')
const up = (ms: number) => ({ ...NO_TIME, upMs: ms })
const partly = (upMs: number, downMs: number) => ({ ...NO_TIME, upMs, downMs })
const quiet = [up(5 * MINUTE), up(60 * MINUTE), up(360 * MINUTE), up(3 * DAY)]

describe('errorBudgetOf()', () => {
  it('is whole when nothing was down, and lasts', () => {
    const budget = errorBudgetOf({
      objective: 0.999,
      windowDays: 30,
      spent: up(30 * DAY),
      burns: quiet,
      now,
    })
    assert.equal(budget.leftRatio, 1)
    assert.equal(budget.exhaustedOn, null)
    assert.deepEqual(
      budget.burnRates.map(({ rate }) => rate),
      [0, 0, 0, 0],
    )
  })

  it('of 99.9 % in 30 days is 43.2 minutes', () => {
    const spent = partly(30 * DAY, 21.6 * MINUTE)
    const { leftRatio } = errorBudgetOf({
      objective: 0.999,
      windowDays: 30,
      spent,
      burns: quiet,
      now,
    })
    assert.ok(Math.abs(leftRatio - 0.5) < 1e-9, String(leftRatio))
  })

  it('burns at 1 when it lasts as long as its window, and tells the day on which it ends', () => {
    const threeDays = partly(3 * DAY * 0.998, 3 * DAY * 0.002)
    const burns = [...quiet.slice(0, 3), threeDays]
    const spent = partly(30 * DAY, 0.0075 * DAY * 3)
    const budget = errorBudgetOf({ objective: 0.999, windowDays: 30, spent, burns, now })
    const rate = budget.burnRates.at(-1)?.rate ?? 0
    assert.ok(Math.abs(rate - 2) < 1e-9, String(rate))
    // A quarter of 30 days' worth is left, and goes twice as fast: 3.75 days.
    assert.equal(budget.exhaustedOn, '2026-11-27')
  })

  it('is spent today when nothing is left', () => {
    const spent = partly(29 * DAY, DAY)
    const budget = errorBudgetOf({ objective: 0.999, windowDays: 30, spent, burns: quiet, now })
    assert.ok(budget.leftRatio < 0)
    assert.equal(budget.exhaustedOn, '2026-11-23')
  })
})
