import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openEnds, silencedTests } from './loose-ends.ts'
import { projectCode } from './project.ts'

const file = (text: string) => [{ path: 'services/shop/test/a.test.ts', text }]

describe('silencedTests()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(silencedTests(projectCode()), [])
  })

  for (const way of ['only', 'skip', 'todo']) {
    it(`catches ${way}, as a method and as an option`, () => {
      assert.equal(silencedTests(file(`it.${way}('x', () => {})\n`)).length, 1)
      assert.equal(silencedTests(file(`it('x', { ${way}: true }, () => {})\n`)).length, 1)
    })
  }

  it('lets a string speak of them', () => {
    assert.deepEqual(silencedTests(file("it('it.skip() is said', () => {})\n")), [])
  })
})

describe('openEnds()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(openEnds(projectCode()), [])
  })

  for (const note of ['TODO later', 'not implemented', '@ts-ignore', 'biome-ignore lint: x']) {
    it(`catches a comment with ${note.split(' ', 1)[0]}`, () => {
      assert.equal(openEnds(file(`const a = 1 // ${note}\n`)).length, 1)
    })
  }

  it('lets the code use those words', () => {
    assert.deepEqual(openEnds(file("const todo = 'TODO'\n")), [])
  })
})
