const SECOND = 1_000
const HOUR = 3_600 * SECOND

/** How long a delivery is tried, from its first attempt on. */
export const TRIED_FOR_MS = 72 * HOUR

const FIRST_PAUSE_MS = 5 * SECOND
const LONGEST_PAUSE_MS = HOUR

/**
 * The time until the next attempt: it doubles with each, from 5 seconds to an hour, and half of it is left to chance, so that
 * what failed together does not come back together.
 *
 * @param attempts that have failed, 1 or more
 * @param options.chance 0 up to 1, exclusive
 * @param options.retryAfterMs what the receiver asked for; taken where it is longer, up to an hour
 */
export function pauseMs(
  attempts: number,
  {
    chance,
    retryAfterMs = null,
  }: { readonly chance: number; readonly retryAfterMs?: number | null },
): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20))
  const pause = longest / 2 + (longest / 2) * chance
  return Math.round(Math.max(pause, Math.min(retryAfterMs ?? 0, LONGEST_PAUSE_MS)))
}
