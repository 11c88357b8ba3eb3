import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dateValue, timeSpan } from './date-span.ts'

describe('timeSpan()', () => {
  for (const [text, from, before] of [
    ['2026', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['2026-02', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    ['2026-11-23T10:15', '2026-11-23T10:15:00.000Z', '2026-11-23T10:16:00.000Z'],
    ['2026-11-23T10:15:01Z', '2026-11-23T10:15:01.000Z', '2026-11-23T10:15:02.000Z'],
    ['2026-11-23T10:15:01.5+01:00', '2026-11-23T09:15:01.500Z', '2026-11-23T09:15:01.501Z'],
    ['2026-11-23T10:15:01.123456789Z', '2026-11-23T10:15:01.123Z', '2026-11-23T10:15:01.124Z'],
  ] as const) {
    it(`takes ${text} for all that it covers`, () => {
      assert.deepEqual(timeSpan(text), { from, before })
    })
  }

  for (const text of ['', '26', '2026-13', '2026-02-30', '2026-1-1', '2026-11-23T25:00', 'today']) {
    it(`takes "${text}" for no date`, () => {
      assert.equal(timeSpan(text), null)
    })
  }

  it('covers at least the instant it is written for, whatever its precision', () => {
    const instants = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, fc.constantFrom(4, 7, 10, 16, 19, 23), (instant, length) => {
        const whole = instant.toISOString()
        const span = timeSpan(whole.slice(0, length))
        assert.ok(span && span.from <= whole && whole < span.before)
      }),
    )
  })
})

describe('dateValue()', () => {
  it('takes the prefix off, and equality where there is none', () => {
    const span = { from: '2026-01-01T00:00:00.000Z', before: '2027-01-01T00:00:00.000Z' }
    assert.deepEqual(dateValue('ge2026'), { prefix: 'ge', ...span })
    assert.deepEqual(dateValue('2026'), { prefix: 'eq', ...span })
    assert.equal(dateValue('xx2026'), null)
  })
})
