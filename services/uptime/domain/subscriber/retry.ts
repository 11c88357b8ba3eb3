const SECOND = 1_000
const HOUR = 3_600 * SECOND

/** For how long somebody who cannot be reached is tried, from the first failure on. */
export const TRIED_FOR_MS = 24 * HOUR

const FIRST_PAUSE_MS = 5 * SECOND
const LONGEST_PAUSE_MS = HOUR

/** What the pause before an attempt is made of. */
export interface Failed {
  /** Attempts that have failed in a row, 1 or more. */
  readonly attempts: number
  /** 0 up to 1, exclusive. */
  readonly chance: number
  /** What the receiver asked for; taken where it is longer, up to an hour. */
  readonly retryAfterMs: number | null
}

/** Milliseconds until the next attempt: twice as long each time, from 5 seconds to an hour, half of it left to chance. */
export function pauseMs({ attempts, chance, retryAfterMs }: Failed): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20))
  const pause = longest / 2 + (longest / 2) * chance
  return Math.round(Math.max(pause, Math.min(retryAfterMs ?? 0, LONGEST_PAUSE_MS)))
}
