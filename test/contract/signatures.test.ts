import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { brokenPromises, isWithin, signaturesOf } from './signatures.ts'

const CONTRACT = signaturesOf(`
  input Key @oneOf { id: ID }
  enum Colour { RED BLUE }
  union Answer = Shop | Price
  type Shop { name: String! }
  type Price { amount(in: String = "DKK"): Int }
  type Query { shop(key: Key!): Shop }
  extend type Query { late: Int }
`)

const broken = (sdl: string, except: readonly string[] = ['Query.late']) =>
  brokenPromises(CONTRACT, signaturesOf(sdl), except).map(({ coordinate }) => coordinate)

const KEPT = `
  input Key @oneOf { id: ID }
  enum Colour { RED BLUE GREEN }
  union Answer = Shop | Price
  type Shop { name: String! street: String }
  type Price { amount(in: String = "DKK"): Int }
  type Query { shop(key: Key!): Shop }
`

describe('brokenPromises()', () => {
  it('finds none where more is offered than promised', () => {
    assert.deepEqual(broken(KEPT), [])
  })

  it('catches a field of an extension that is not there', () => {
    assert.deepEqual(broken(KEPT, []), ['Query.late'])
  })

  for (const [before, after, coordinate] of [
    ['@oneOf ', '', 'Key'],
    ['BLUE', '', 'Colour.BLUE'],
    ['| Price', '', 'Answer.Price'],
    ['name: String!', 'name: String', 'Shop.name'],
    ['"DKK"', '"SEK"', 'Price.amount(in:)'],
    ['key: Key!', 'key: Key', 'Query.shop(key:)'],
  ] as const) {
    it(`catches ${coordinate} when "${before.trim()}" becomes "${after}"`, () => {
      assert.deepEqual(broken(KEPT.replace(before, after)), [coordinate])
    })
  }
})

describe('isWithin()', () => {
  it('takes a type with its fields, a field with its arguments, and no namesake', () => {
    assert.ok(isWithin('Change.kind', 'Change'))
    assert.ok(isWithin('Query.changes(first:)', 'Query.changes'))
    assert.ok(!isWithin('ChangeKind', 'Change'))
    assert.ok(!isWithin('Query.changesSince', 'Query.changes'))
  })
})
