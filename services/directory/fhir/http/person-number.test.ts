import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PersonNumberRefused } from '../../errors/fhir.ts'
import { refusePersonNumber, refusePersonNumbers } from './person-number.ts'

describe('refusePersonNumber()', () => {
  for (const text of ['0101701234', '010170-1234', '010170 1234', 'urn:oid:1.2.208|0101701234']) {
    it(`refuses ${text}, and does not repeat it`, () => {
      assert.throws(
        () => refusePersonNumber('parameter "identifier"', text),
        (error) => error instanceof PersonNumberRefused && !/\d{4}/.test(error.message),
      )
    })
  }

  for (const text of [
    ...['9000011000016009', '9520000000479', '12345678', '2026-11-23T10:15:01.123Z'],
    ...['ab123456-7890-4000-8000-0123456789ab', '550e8400-e29b-41d4-a716-446655440000'],
  ]) {
    it(`lets ${text} be`, () => {
      refusePersonNumber('parameter "identifier"', text)
    })
  }
})

describe('refusePersonNumbers()', () => {
  it('looks at names as at values', () => {
    assert.throws(() => refusePersonNumbers([['0101701234', 'x']]), PersonNumberRefused)
    assert.throws(() => refusePersonNumbers([['name', '0101701234']]), PersonNumberRefused)
    refusePersonNumbers([['name', 'Fjordby']])
  })
})
