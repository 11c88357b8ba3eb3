import type { Position } from '../../domain/unit/address.ts'
import { fromUtm32 } from './utm32.ts'

// Denmark from Blåvand to Christiansø in UTM zone 32, and the realm with Greenland and the Faroes in degrees. The four
// ranges do not meet, so a swapped pair is noticed by them.
const EASTING_M = [400_000, 920_000] as const
const NORTHING_M = [6_020_000, 6_430_000] as const
const LATITUDE = [54, 84] as const
const LONGITUDE = [-74, 16] as const

/**
 * The place that a pair of coordinates means: UTM zone 32 or degrees, in either order, point or comma.
 *
 * @returns null when there is none; `unreadable` when the numbers are no place in the realm
 */
export function positionOf(
  easting: string | null,
  northing: string | null,
): Position | null | 'unreadable' {
  if (easting === null || northing === null) return null
  const x = Number(easting.replace(',', '.'))
  const y = Number(northing.replace(',', '.'))
  if (x === 0 && y === 0) return null
  return placeAt(x, y) ?? placeAt(y, x) ?? 'unreadable'
}

function placeAt(x: number, y: number): Position | null {
  if (isWithin(EASTING_M, x) && isWithin(NORTHING_M, y)) return rounded(fromUtm32(x, y))
  return isWithin(LONGITUDE, x) && isWithin(LATITUDE, y) ? { latitude: y, longitude: x } : null
}

const isWithin = ([low, high]: readonly [number, number], value: number) =>
  value >= low && value <= high

// Seven decimals are a centimetre; more would only make equal rows look different.
const rounded = ({ latitude, longitude }: Position): Position => ({
  latitude: Number(latitude.toFixed(7)),
  longitude: Number(longitude.toFixed(7)),
})
