import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { holdsPersonNumber, withoutPersonNumbers } from './person-number.ts'

describe('holdsPersonNumber()', () => {
  for (const text of [
    '0101010101',
    '010101-0101',
    'cpr=0101010101&x',
    '"0101010101"',
    'a0101010101b',
    '0101011AB1',
    '"010101-7AB1"',
  ]) {
    it(`finds one in ${text}`, () => assert.equal(holdsPersonNumber(text), true))
  }
  for (const text of [
    '01010101',
    '01010101012',
    '9520000000011',
    '9000000011000016007',
    '01-0101-0101',
    '0101010-101',
    '0101012AB1',
    '9901011AB1',
    'c0101011AB1',
    '',
  ]) {
    it(`leaves ${text || 'nothing'}`, () => assert.equal(holdsPersonNumber(text), false))
  }
})

describe('holdsPersonNumber(), of identifiers', () => {
  for (const text of [
    'ab123456-1234-4abc-8def-0123456789ab',
    'id: "0a1b2c3d-4e5f-4a6b-8c7d-a0123456789b"',
    `${'ab'.repeat(11)}0101010101${'cd'.repeat(11)}`,
    'abcdef0101010101abcdefab',
  ]) {
    it(`leaves digits that stand in ${text.slice(0, 12)}… by chance`, () => {
      assert.equal(holdsPersonNumber(text), false)
      assert.equal(holdsPersonNumber(`${text} 0101010101`), true)
    })
  }
})

describe('withoutPersonNumbers()', () => {
  it('blanks each of them, and keeps the rest', () => {
    const text = 'got "0101010101" and 020202-0202 for 9520000000011'
    assert.equal(withoutPersonNumbers(text), 'got "[number]" and [number] for 9520000000011')
  })
})
