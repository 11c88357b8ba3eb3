/** A clock that stands still until it is told to go on. */
export interface Clock {
  now(): Date
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Puts the clock forward and wakes whoever has slept long enough. */
  advance(ms: number): void
  /** Resolves when somebody sleeps. */
  asleep(): Promise<void>
}

export function fakeClock(start = '2026-11-02T12:00:00Z'): Clock {
  let now = Date.parse(start)
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>()
  let waiting: (() => void)[] = []
  return {
    now: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { until: now + ms, wake: () => end() }
        const end = () => {
          sleepers.delete(sleeper)
          resolve()
        }
        if (signal.aborted) return resolve()
        sleepers.add(sleeper)
        signal.addEventListener('abort', end, { once: true })
        for (const told of waiting.splice(0)) told()
      }),
    advance: (ms) => {
      now += ms
      for (const { until, wake } of [...sleepers]) if (until <= now) wake()
    },
    asleep: () =>
      sleepers.size > 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting = [...waiting, resolve]
          }),
  }
}
