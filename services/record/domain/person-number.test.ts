import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { personNumberIn } from './person-number.ts'

describe('personNumberIn()', () => {
  it('reads a number whose day is raised by 60, with and without a hyphen', () => {
    assert.equal(personNumberIn('6103480014'), '6103480014')
    assert.equal(personNumberIn('610348-0014'), '6103480014')
    assert.equal(personNumberIn('9112990000'), '9112990000')
  })

  it('checks no digit: numbers that fail modulus 11 are given out', () => {
    for (let last = 0; last < 10; last++) {
      assert.equal(personNumberIn(`610348001${last}`), `610348001${last}`)
    }
  })

  it('reads a replacement number of the X-eCPR form', () => {
    assert.equal(personNumberIn('0103487AB1'), '0103487AB1')
    assert.equal(personNumberIn('0103481XY9'), '0103481XY9')
  })

  for (const text of [
    ...['', '610348001', '61034800145', '3203480014', '6003480014', '9203480014', '6100480014'],
    ...['6113480014', '610348 0014', '6103-480014', '0103482AB1', '0103487ab1', ' 6103480014'],
  ]) {
    it(`refuses "${text}"`, () => {
      assert.equal(personNumberIn(text), null)
    })
  }
})
