import type { BothLanguages } from '../catalogue.ts'

/** Maintenance that was announced. Instants are RFC 3339 in UTC; the end is not in it. */
export interface Maintenance {
  readonly id: string
  readonly services: readonly string[]
  readonly startsAt: string
  readonly endsAt: string
  readonly title: BothLanguages
  readonly announcedAt: string
}

/**
 * What of a maintenance window counts: what lies behind its announcement. Time that had passed when it was announced was an
 * outage like any other, or a window could be drawn around one.
 *
 * @returns milliseconds since 1970; null where nothing of it counts
 */
export function countedPart({
  startsAt,
  endsAt,
  announcedAt,
}: Maintenance): { readonly from: number; readonly to: number } | null {
  const from = Math.max(Date.parse(startsAt), Date.parse(announcedAt))
  const to = Date.parse(endsAt)
  return to > from ? { from, to } : null
}
