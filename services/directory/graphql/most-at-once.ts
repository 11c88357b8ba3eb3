import { FirstOutOfRange } from '../../kit/paging.ts'
import { TooManyKeys } from '../errors/reading.ts'

/** Keys, requests or edges that one field answers at most. */
export const MOST_AT_ONCE = 1000

/** @throws {TooManyKeys} beyond {@link MOST_AT_ONCE} */
export function checkCount(count: number): void {
  if (count > MOST_AT_ONCE) throw new TooManyKeys(count, MOST_AT_ONCE)
}

/** @throws {FirstOutOfRange} outside 1 to {@link MOST_AT_ONCE} */
export function checkFirst(first: number): void {
  if (first < 1 || first > MOST_AT_ONCE) throw new FirstOutOfRange(first, MOST_AT_ONCE)
}
