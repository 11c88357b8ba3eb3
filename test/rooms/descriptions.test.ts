import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { undescribed } from './descriptions.ts'
import { projectFiles } from './project.ts'

const subgraphs = projectFiles().filter(({ path }) => /^schema\/subgraphs\/.*\.graphql$/.test(path))

describe('undescribed()', () => {
  it('has subgraphs to read', () => {
    assert.notEqual(subgraphs.length, 0)
  })

  for (const { path, text } of subgraphs) {
    it(`finds nothing in ${path}`, () => {
      assert.deepEqual(undescribed(text), [])
    })
  }

  it('catches a type and an entry point without a description, and passes over federation', () => {
    const sdl = `
      scalar _Any
      union _Entity = Shop
      "Sells."
      type Shop { name: String }
      type Price { amount: Int }
      type Query { shop: Shop _service: String "The price." price: Price }
    `
    assert.deepEqual(undescribed(sdl), ['Price', 'Query.shop'])
  })
})
