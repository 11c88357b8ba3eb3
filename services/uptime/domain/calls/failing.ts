/** How the calls of one consumer to one service went in one minute. */
export interface CallMinute {
  readonly consumer: string
  /** Beginning of the minute, milliseconds since 1970. */
  readonly at: number
  readonly calls: number
  readonly failures: number
}

/** How the calls of one consumer went in the last hour. */
export interface ConsumerCalls {
  readonly consumer: string
  readonly calls: number
  readonly failures: number
  /** The minute of the last failure, RFC 3339; null for none. */
  readonly lastFailure: string | null
}

const MINUTE_MS = 60_000
/** How far back calls are looked at. */
export const CALLS_SEEN_MS = 60 * MINUTE_MS
const WINDOW_MS = 5 * MINUTE_MS
const FEWEST_CALLS = 5

/**
 * Since when the calls of some consumer fail, whatever probes see: of its calls in the last 5 minutes, 5 at least, half or more
 * have failed. It began with the first minute of failures behind which no 5 minutes went by without one.
 *
 * @param minutes of one service in the last hour
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970; null where the calls of nobody fail
 */
export function failingSince(minutes: readonly CallMinute[], now: number): number | null {
  const byConsumer = [...Map.groupBy(minutes, ({ consumer }) => consumer).values()]
  const begun = byConsumer.filter((own) => isFailing(own, now)).map(beginningOf)
  return begun.length > 0 ? Math.min(...begun) : null
}

function isFailing(minutes: readonly CallMinute[], now: number): boolean {
  const last = minutes.filter(({ at }) => at + MINUTE_MS > now - WINDOW_MS)
  const calls = total(last.map((minute) => minute.calls))
  return calls >= FEWEST_CALLS && total(last.map(({ failures }) => failures)) * 2 >= calls
}

function beginningOf(minutes: readonly CallMinute[]): number {
  const failed = minutes.filter(({ failures }) => failures > 0).map(({ at }) => at)
  failed.sort((a, b) => b - a)
  const gap = failed.findIndex((at, index) => at - (failed[index + 1] ?? 0) > WINDOW_MS)
  return failed[gap] ?? 0
}

/** Calls by consumer, who failed most first. */
export function callsByConsumer(minutes: readonly CallMinute[]): readonly ConsumerCalls[] {
  const found = [...Map.groupBy(minutes, ({ consumer }) => consumer)].map(([consumer, own]) => {
    const failed = own.filter(({ failures }) => failures > 0).map(({ at }) => at)
    return {
      consumer,
      calls: total(own.map(({ calls }) => calls)),
      failures: total(own.map(({ failures }) => failures)),
      lastFailure: failed.length > 0 ? new Date(Math.max(...failed)).toISOString() : null,
    }
  })
  return found.sort((a, b) => b.failures - a.failures || (a.consumer < b.consumer ? -1 : 1))
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)
