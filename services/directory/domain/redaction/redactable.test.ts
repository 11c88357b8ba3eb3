import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { namesPerson, redactedFields } from './redactable.ts'

describe('redactedFields()', () => {
  it('sorts fields and takes each once', () => {
    assert.deepEqual(redactedFields('Organisation:123', 'name, contact,name'), {
      ...{ subjectType: 'Organisation', subjectId: '123', fields: ['contact', 'name'] },
    })
  })

  for (const [subject, fields] of [
    ['Organisation', 'name'],
    ['Organisation:', 'name'],
    ['Cluster:1', 'name'],
    ['toString:1', 'name'],
    ['Organisation:1', 'gln'],
    ['Organisation:1', ''],
    ['Endpoint:1.2', 'name'],
  ] as const) {
    it(`throws RangeError for "${fields}" of "${subject}"`, () => {
      assert.throws(() => redactedFields(subject, fields), RangeError)
    })
  }
})

describe('namesPerson()', () => {
  for (const [text, expected] of [
    ['Retired, asks for erasure', false],
    ['Case 12345, 2026-11-23', false],
    ['311399-4567 asks', true],
    ['cpr 3113994567', true],
    ['311399 4567', true],
  ] as const) {
    it(`is ${expected} for ${expected ? 'a number of that shape' : `"${text}"`}`, () => {
      assert.equal(namesPerson(text), expected)
    })
  }
})
