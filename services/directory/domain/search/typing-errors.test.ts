import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { forgivenErrors, typingErrors } from './typing-errors.ts'
import { wordList } from './word-list.ts'

describe('forgivenErrors()', () => {
  const cases = [
    ['', 0],
    ['afd', 0],
    ['team', 1],
    ['klinikk', 1],
    ['klinikke', 2],
    ['b12345678', 0],
  ] as const
  for (const [word, errors] of cases) {
    it(`forgives ${errors} in "${word}"`, () => assert.equal(forgivenErrors(word), errors))
  }
})

describe('typingErrors()', () => {
  const cases = [
    ['team', 'team', 0],
    ['taem', 'team', 1],
    ['tem', 'team', 1],
    ['teaam', 'team', 1],
    ['tean', 'team', 1],
    ['ca', 'abc', 3],
    ['hospital', 'hopsitla', 2],
  ] as const
  for (const [a, b, errors] of cases) {
    it(`counts ${errors} from ${a} to ${b}`, () => assert.equal(typingErrors(a, b, 3), errors))
  }
  it('stops counting beyond the most that matters', () =>
    assert.equal(typingErrors('abcd', 'wxyz', 1), 2))
})

describe('wordList()', () => {
  const words = fc.array(fc.stringMatching(/^[a-e]{3,10}$/), { maxLength: 60 })

  it('finds every word that the rule forgives, and no other', () => {
    fc.assert(
      fc.property(words, fc.stringMatching(/^[a-e]{3,10}$/), (all, asked) => {
        const list = wordList()
        list.add(all)
        const most = forgivenErrors(asked)
        const expected = [...new Set(all)].filter(
          (word) => most > 0 && word !== asked && typingErrors(asked, word, most) <= most,
        )
        assert.deepEqual([...list.similarTo(asked)].sort(), expected.sort())
      }),
    )
  })
})
