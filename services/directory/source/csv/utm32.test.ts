import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fromUtm32 } from './utm32.ts'

const METRES_PER_DEGREE = 111_320

/** Snyder's forward formulas (Map Projections, 8-9 to 8-13), a derivation of its own. */
function toUtm32(latitude: number, longitude: number): { east: number; north: number } {
  const flattening = 1 / 298.257222101
  const e2 = flattening * (2 - flattening)
  const ep2 = e2 / (1 - e2)
  const phi = (latitude * Math.PI) / 180
  const n = 6_378_137 / Math.sqrt(1 - e2 * Math.sin(phi) ** 2)
  const t = Math.tan(phi) ** 2
  const c = ep2 * Math.cos(phi) ** 2
  const a = (((longitude - 9) * Math.PI) / 180) * Math.cos(phi)
  const m =
    6_378_137 *
    ((1 - e2 / 4 - (3 * e2 ** 2) / 64 - (5 * e2 ** 3) / 256) * phi -
      ((3 * e2) / 8 + (3 * e2 ** 2) / 32 + (45 * e2 ** 3) / 1024) * Math.sin(2 * phi) +
      ((15 * e2 ** 2) / 256 + (45 * e2 ** 3) / 1024) * Math.sin(4 * phi) -
      ((35 * e2 ** 3) / 3072) * Math.sin(6 * phi))
  const x =
    a + ((1 - t + c) * a ** 3) / 6 + ((5 - 18 * t + t ** 2 + 72 * c - 58 * ep2) * a ** 5) / 120
  const y =
    a ** 2 / 2 +
    ((5 - t + 9 * c + 4 * c ** 2) * a ** 4) / 24 +
    ((61 - 58 * t + t ** 2 + 600 * c - 330 * ep2) * a ** 6) / 720
  return { east: 500_000 + 0.9996 * n * x, north: 0.9996 * (m + n * Math.tan(phi) * y) }
}

describe('fromUtm32()', () => {
  it('finds latitude 45 where the meridian arc of GRS 80 puts it', () => {
    // The arc from the equator to 45 degrees is 4,984,944.378 m.
    const { latitude, longitude } = fromUtm32(500_000, 0.9996 * 4_984_944.378)
    assert.ok(Math.abs(latitude - 45) * METRES_PER_DEGREE < 0.01)
    assert.equal(longitude, 9)
  })

  it('undoes the forward projection within a decimetre anywhere in Denmark', () => {
    const latitudes = fc.double({ min: 54.5, max: 57.8, noNaN: true })
    const longitudes = fc.double({ min: 8, max: 15.3, noNaN: true })
    fc.assert(
      fc.property(latitudes, longitudes, (latitude, longitude) => {
        const { east, north } = toUtm32(latitude, longitude)
        const found = fromUtm32(east, north)
        assert.ok(Math.abs(found.latitude - latitude) * METRES_PER_DEGREE < 0.1)
        assert.ok(Math.abs(found.longitude - longitude) * METRES_PER_DEGREE < 0.1)
      }),
    )
  })
})
