import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import { rootOf } from '../../../../nsp/xml/parse.ts'
import { danishDay } from './danish-time.ts'
import { dayOf, instantOf, spanIn } from './time.ts'

describe('instantOf()', () => {
  const cases = {
    '20221001100000+0200': '2022-10-01T10:00:00+02:00',
    '20250205121446+0000': '2025-02-05T12:14:46+00:00',
    '20250205121446.5Z': '2025-02-05T12:14:46.5Z',
    '202210011000+0200': '2022-10-01T10:00:00+02:00',
    '20260115': '2026-01-15T00:00:00+01:00',
    '20260715': '2026-07-15T00:00:00+02:00',
    '202607150930': '2026-07-15T09:30:00+02:00',
    '20261025023000': '2026-10-25T02:30:00+02:00',
  }
  for (const [text, instant] of Object.entries(cases)) {
    it(`reads ${text}`, () => assert.equal(instantOf(text, 'time'), instant))
  }

  const refused = [
    ...['2026', '202601', '20260230', '20261301', '20260101246000', '2026-01-01', '', '20260101x'],
    ...['20260101100000+1500', '20260101100000+0160', '20260329023000'],
  ]
  for (const text of refused) {
    it(`refuses "${text}" by its place, without the value`, () => {
      assert.throws(
        () => instantOf(text, 'encounter/low'),
        (error) =>
          error instanceof XmlRefused &&
          error.message.includes('encounter/low is') &&
          (text === '' || !error.message.includes(text)),
      )
    })
  }
})

describe('dayOf()', () => {
  it('takes the day as written, in whatever zone', () => {
    assert.equal(dayOf('20250114233000+0000', 'time'), '2025-01-14')
    assert.equal(dayOf('20250114', 'time'), '2025-01-14')
  })

  it('refuses a day that there is not', () => {
    assert.throws(() => dayOf('20250230', 'time'), XmlRefused)
  })
})

describe('danishDay()', () => {
  it('is the day in Denmark', () => assert.equal(danishDay('2026-06-30T22:30:00Z'), '2026-07-01'))
})

describe('spanIn()', () => {
  const span = (inner: string) =>
    spanIn(rootOf(`<effectiveTime xmlns="urn:hl7-org:v3" ${inner}</effectiveTime>`), 'time')

  it('reads an interval, an open end and a point', () => {
    const start = '2026-01-01T00:00:00+01:00'
    assert.deepEqual(span('><low value="20260101"/><high nullFlavor="NA"/>'), { start, end: null })
    assert.deepEqual(span('value="20260101">'), { start, end: null })
    assert.deepEqual(span('nullFlavor="NI">'), { start: null, end: null })
  })

  it('refuses two beginnings', () => {
    assert.throws(() => span('><low value="20260101"/><low value="20260102"/>'), /low stands there/)
  })
})
