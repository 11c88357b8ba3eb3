import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { wrongSorId } from './sor-id.ts'

describe('wrongSorId()', () => {
  for (const text of ['9000006021000016001', '9000000301000016008', '9000002011000016006']) {
    it(`takes ${text}`, () => assert.equal(wrongSorId(text), null))
  }

  it('finds every other check digit wrong', () => {
    for (const digit of ['0', '2', '3', '4', '5', '6', '7', '8', '9'])
      assert.match(wrongSorId(`900000602100001600${digit}`) ?? '', /check digit/)
  })

  for (const [text, rule] of [
    ['12345', /11 to 19/],
    ['', /11 to 19/],
    ['9000006021000017001', /1000016/],
    ['0000006021000016001', /1000016/],
  ] as const) {
    it(`refuses "${text}"`, () => assert.match(wrongSorId(text) ?? '', rule))
  }
})
