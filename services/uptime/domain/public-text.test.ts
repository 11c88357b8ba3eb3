import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { wrongText } from './public-text.ts'

const of = (da: string) => wrongText({ da, en: 'We are at it' }, 40)

describe('wrongText()', () => {
  it('has nothing against a text in both languages', () => {
    assert.equal(of('Vi arbejder på det, ring 70 12 34 56'), null)
    assert.equal(of('Sag 12345678901 er åbnet'), null)
  })

  it('refuses what may be a person number, however it is written, without repeating it', () => {
    for (const text of ['0101701234', '010170-1234', '010170 1234', 'nr.010170–1234!']) {
      assert.equal(of(text), '"da" holds what may be a person number', text)
    }
  })

  it('refuses what is empty, too long, or no text', () => {
    assert.equal(of('  '), '"da" is empty')
    assert.equal(of('a'.repeat(41)), '"da" has more than 40 characters')
    assert.equal(of('a\u0000b'), '"da" holds control characters')
    assert.equal(wrongText({ da: 'Her', en: '' }, 40), '"en" is empty')
  })
})
