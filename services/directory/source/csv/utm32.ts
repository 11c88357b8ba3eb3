import type { Position } from '../../domain/unit/address.ts'

// GRS 80, the ellipsoid of ETRS89, and the third flattening that the series below run in.
const SEMI_MAJOR_M = 6_378_137
const FLATTENING = 1 / 298.257222101
const N = FLATTENING / (2 - FLATTENING)
const SCALE = 0.9996
const CENTRAL_MERIDIAN = 9
const FALSE_EASTING_M = 500_000

const RECTIFYING_RADIUS_M = (SEMI_MAJOR_M / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64)
const BETA = [
  N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3,
  N ** 2 / 48 + N ** 3 / 15,
  (17 / 480) * N ** 3,
]
const DELTA = [
  2 * N - (2 / 3) * N ** 2 - 2 * N ** 3,
  (7 / 3) * N ** 2 - (8 / 5) * N ** 3,
  (56 / 15) * N ** 3,
]

/**
 * Degrees of a point in UTM zone 32 on ETRS89, which differs from WGS 84 by less than a metre.
 *
 * @see EPSG:25832; inverse transverse Mercator by Krüger's series to the third order, exact to the millimetre here
 */
export function fromUtm32(eastingM: number, northingM: number): Position {
  const xi = northingM / (SCALE * RECTIFYING_RADIUS_M)
  const eta = (eastingM - FALSE_EASTING_M) / (SCALE * RECTIFYING_RADIUS_M)
  let xiPrime = xi
  let etaPrime = eta
  BETA.forEach((beta, place) => {
    const order = 2 * (place + 1)
    xiPrime -= beta * Math.sin(order * xi) * Math.cosh(order * eta)
    etaPrime -= beta * Math.cos(order * xi) * Math.sinh(order * eta)
  })
  const conformal = Math.asin(Math.sin(xiPrime) / Math.cosh(etaPrime))
  const latitude = DELTA.reduce(
    (sum, delta, place) => sum + delta * Math.sin(2 * (place + 1) * conformal),
    conformal,
  )
  const fromMeridian = Math.atan2(Math.sinh(etaPrime), Math.cos(xiPrime))
  return {
    latitude: (latitude * 180) / Math.PI,
    longitude: CENTRAL_MERIDIAN + (fromMeridian * 180) / Math.PI,
  }
}
