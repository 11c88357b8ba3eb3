import { addDays, type LocalDate } from '../time/local-date.ts'

/** How old the register is behind an answer. */
export interface Freshness {
  readonly snapshotDate: LocalDate
  readonly isStale: boolean
}

/**
 * How fresh an answer is: as old as the oldest of the snapshots it rests on.
 *
 * @param snapshots days of the snapshots that the answer rests on, at least one
 * @param limits `freshForDays`: a snapshot older than this many days before `today` is stale
 */
export function freshnessOf(
  snapshots: readonly [LocalDate, ...LocalDate[]],
  { today, freshForDays }: { readonly today: LocalDate; readonly freshForDays: number },
): Freshness {
  const snapshotDate = snapshots.reduce((oldest, day) => (day < oldest ? day : oldest))
  return { snapshotDate, isStale: snapshotDate < addDays(today, -freshForDays) }
}
