import type { ListedDocument } from './library.ts'

const DAY_MS = 86_400_000

/**
 * Whether what a document tells of can lie in a span, by what its registry says of its time; a day of room on both sides allows
 * for zones. Where the registry says nothing, it can.
 *
 * @param from milliseconds since 1970; null is open, as is `to`
 */
export function mayLieWithin(
  { service: { start, stop } }: ListedDocument,
  { from, to }: { readonly from: number | null; readonly to: number | null },
): boolean {
  const begins = start === null ? Number.NaN : Date.parse(start)
  const ends = stop === null ? Number.NaN : Date.parse(stop)
  const isAfter = to !== null && begins - DAY_MS > to
  const isBefore = from !== null && Math.max(begins, ends) + DAY_MS < from
  return !isAfter && !isBefore
}
