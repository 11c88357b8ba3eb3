import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { positionOf } from './position.ts'
import { fromUtm32 } from './utm32.ts'

describe('positionOf()', () => {
  const { latitude, longitude } = fromUtm32(724_420.5, 6_175_900.25)

  const isThere = (easting: string, northing: string) => {
    const found = positionOf(easting, northing)
    assert.ok(found !== null && found !== 'unreadable')
    assert.ok(Math.abs(found.latitude - latitude) < 1e-6)
    assert.ok(Math.abs(found.longitude - longitude) < 1e-6)
  }

  it('reads UTM zone 32 with point or comma', () => {
    isThere('724420.5', '6175900.25')
    isThere('724420,5', '6175900,25')
  })

  it('notices a swapped pair by its ranges', () => {
    isThere('6175900.25', '724420.5')
  })

  it('takes degrees as they are, in either order', () => {
    isThere(String(longitude), String(latitude))
    isThere(String(latitude), String(longitude))
  })

  it('finds no place in scaled or other numbers', () => {
    assert.equal(positionOf('72442050', '617590025'), 'unreadable')
    assert.equal(positionOf('724', '6175'), 'unreadable')
    assert.equal(positionOf('east', 'north'), 'unreadable')
  })

  it('is null when either is absent, and when both are 0', () => {
    assert.equal(positionOf(null, '6175900'), null)
    assert.equal(positionOf('724420', null), null)
    assert.equal(positionOf('0', '0'), null)
  })
})
