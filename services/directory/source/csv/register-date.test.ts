import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayOrNull, validityOf } from './register-date.ts'

describe('dayOrNull()', () => {
  it('reads a day in every spelling of the registers, with or without a time', () => {
    const spellings = [
      '2026-11-03',
      '20261103',
      '03-11-2026',
      '03.11.2026',
      '2026-11-03 23:59:59',
      '2026-11-03T00:00:00+01:00',
      '03-11-2026 00:00',
    ]
    for (const text of spellings) assert.equal(dayOrNull(text), '2026-11-03', text)
  })

  it('is null for what is no day', () => {
    for (const text of ['0000-00-00', '2026-02-30', '2026-13-01', '26-11-03', 'x', '']) {
      assert.equal(dayOrNull(text), null, text)
    }
  })
})

describe('validityOf()', () => {
  it('takes a last day from 2099 on for open, and keeps an earlier one', () => {
    assert.deepEqual(validityOf('2020-01-01', '9999-12-31'), {
      validFrom: '2020-01-01',
      validTo: null,
    })
    assert.deepEqual(validityOf(null, '2098-12-31'), { validFrom: null, validTo: '2098-12-31' })
  })

  it('takes one day for a validity, and none that ends before it begins', () => {
    assert.ok(!('rule' in validityOf('2020-01-01', '2020-01-01')))
    const wrong = validityOf('2020-01-02', '2020-01-01')
    assert.equal('rule' in wrong && wrong.rule, 'DATES_REVERSED')
  })
})
