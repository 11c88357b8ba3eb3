import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { groupIdOf, isGroupId } from './group-id.ts'

describe('groupIdOf()', () => {
  it('writes region and name in lower case with hyphens, Danish letters written out', () => {
    assert.equal(groupIdOf('Sjælland', 'Køge/Roskilde'), 'sjaelland-koege-roskilde')
    assert.equal(groupIdOf('Sjælland', 'Nykøbing F.'), 'sjaelland-nykoebing-f')
    assert.equal(groupIdOf('Midtjylland', 'A\u030Ads (Vest)'), 'midtjylland-aads-vest')
    assert.equal(groupIdOf('', ' / '), null)
  })
})

describe('isGroupId()', () => {
  it('takes 1 to 64 of a to z, digits and hyphens, no hyphen at either end', () => {
    for (const id of ['a', 'nord-1', 'x'.repeat(64)]) assert.equal(isGroupId(id), true, id)
    for (const id of ['', '-a', 'a-', 'Nord', 'nør', 'x'.repeat(65)]) {
      assert.equal(isGroupId(id), false, id)
    }
  })
})
