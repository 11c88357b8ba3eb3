import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { splitRecord } from './split-record.ts'

describe('splitRecord()', () => {
  it('keeps empty values at the end', () => {
    assert.deepEqual(splitRecord('a;;', ';'), ['a', '', ''])
    assert.deepEqual(splitRecord('"a";;', ';'), ['a', '', ''])
    assert.deepEqual(splitRecord(';"a"', ';'), ['', 'a'])
  })

  it('leaves quotes within an unquoted value alone', () => {
    assert.deepEqual(splitRecord('="012";5" rør', ';'), ['="012"', '5" rør'])
  })

  it('tells open and unpaired quotes', () => {
    assert.equal(splitRecord('a;"b;c', ';'), 'open')
    assert.equal(splitRecord('a;"b""', ';'), 'open')
    assert.equal(splitRecord('"a"b;c', ';'), 'unpaired')
  })

  it('gives back every value that was quoted as the standard says', () => {
    const values = fc.array(fc.string(), { minLength: 1 })
    fc.assert(
      fc.property(values, fc.constantFrom(';', ',', '\t'), (texts, delimiter) => {
        const quoted = texts.map((text) => `"${text.replaceAll('"', '""')}"`)
        assert.deepEqual(splitRecord(quoted.join(delimiter), delimiter), texts)
      }),
    )
  })
})
