import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { showable } from './rejection.ts'

describe('showable()', () => {
  it('blots out what could be a person number', () => {
    for (const number of ['3113994567', '311399-4567', '311399 4567']) {
      assert.equal(showable(`Se ${number}, tak`), 'Se (10 digits), tak')
    }
    assert.equal(showable('9520000000011'), '9520000000011')
  })

  it('shows no part of one that stands where the text is cut', () => {
    for (let before = 85; before < 110; before++) {
      const shown = showable(`${'x'.repeat(before)}311399-4567`)
      assert.ok(shown.length <= 100)
      assert.doesNotMatch(shown, /31139/, `${before}`)
    }
  })
})
