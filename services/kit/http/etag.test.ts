import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { etagOf, isNotModified } from './etag.ts'

const asking = (held?: string) => ({
  headers: held === undefined ? {} : { 'if-none-match': held },
})

describe('etagOf()', () => {
  it('is the same for the same parts, and weak', () => {
    assert.equal(etagOf(['7', '2026-01-05']), etagOf(['7', '2026-01-05']))
    assert.match(etagOf(['7']), /^W\/"[\w-]{43}"$/)
  })

  it('tells parts apart that would run into each other', () => {
    const tags = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['"ab","c"']].map(etagOf)
    assert.equal(new Set(tags).size, tags.length)
  })
})

describe('isNotModified()', () => {
  const tag = etagOf(['7'])
  const strong = tag.slice(2)

  for (const [held, expected] of [
    [undefined, false],
    ['', false],
    [tag, true],
    [strong, true],
    ['*', true],
    [`"other", ${tag}`, true],
    [`${tag},"other"`, true],
    [`"a,b" , ${strong}`, true],
    [etagOf(['8']), false],
    [strong.slice(1, -1), false],
    [`"x${strong.slice(1)}`, false],
  ] as const) {
    it(`is ${expected} for If-None-Match ${held ?? 'that is absent'}`, () => {
      assert.equal(isNotModified(asking(held), tag), expected)
    })
  }
})
