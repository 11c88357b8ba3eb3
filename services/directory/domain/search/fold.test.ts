import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { foldText } from './fold.ts'

describe('foldText()', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Ærø Sygehus', 'aeroe sygehus'],
    ['ÅLBORG', 'aalborg'],
    ['Aalborg', 'aalborg'],
    ['A\u030Arhus', 'aarhus'],
    ['Café Ø', 'cafe oe'],
    ['Børne- og Ungdomsafd. (B12)', 'boerne og ungdomsafd b12'],
    ["Sankt Josef's", 'sankt josefs'],
    ['Malmö & Göteborg', 'malmoe goeteborg'],
    ['Tórshavn, Suðuroy', 'torshavn suduroy'],
    ['  --  ', ''],
  ]
  for (const [text, folded] of cases) {
    it(`folds ${text}`, () => assert.equal(foldText(text), folded))
  }
})
