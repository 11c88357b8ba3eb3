import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { localDate } from '../time/local-date.ts'
import { type UnitLife, unitStatusOn } from './unit-status.ts'

const life = (over: Partial<UnitLife> = {}): UnitLife => ({
  validFrom: localDate('2020-01-01'),
  validTo: localDate('2024-12-31'),
  firstFrom: localDate('2015-01-01'),
  isDated: true,
  isGone: false,
  ...over,
})

describe('unitStatusOn()', () => {
  const cases = [
    ['2014-12-31', 'FUTURE'],
    ['2015-01-01', 'NOT_RECORDED'],
    ['2019-12-31', 'NOT_RECORDED'],
    ['2020-01-01', 'ACTIVE'],
    ['2024-12-31', 'ACTIVE'],
    ['2025-01-01', 'CLOSED'],
  ] as const
  for (const [day, status] of cases) {
    it(`says ${status} on ${day}`, () => {
      assert.equal(unitStatusOn(life(), localDate(day)), status)
    })
  }

  it('says FUTURE before the first version when no earlier existence is proved', () => {
    const unproved = life({ firstFrom: null })
    assert.equal(unitStatusOn(unproved, localDate('2019-12-31')), 'FUTURE')
  })

  it('says NOT_RECORDED before the first snapshot of a source that dates nothing', () => {
    const undated = life({ firstFrom: null, isDated: false })
    assert.equal(unitStatusOn(undated, localDate('2019-12-31')), 'NOT_RECORDED')
  })

  it('says CLOSED of a unit that the register holds no more, on any day', () => {
    for (const day of ['2014-01-01', '2022-01-01', '2030-01-01']) {
      assert.equal(unitStatusOn(life({ isGone: true }), localDate(day)), 'CLOSED')
    }
  })
})
