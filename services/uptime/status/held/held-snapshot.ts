import { setTimeout as pause } from 'node:timers/promises'
import type { StatusSnapshot } from '../../domain/status/snapshot.ts'

/** The last snapshot that could be read. */
export interface HeldSnapshot extends AsyncDisposable {
  /**
   * At once, where there is one; else as soon as the first one is there.
   *
   * @returns null where none has ever been read, and none comes within a second
   */
  latest(): Promise<StatusSnapshot | null>
}

/** How a snapshot is kept new. */
export interface Holding {
  readonly read: () => Promise<StatusSnapshot>
  readonly everyMs: number
  /** Told of the first failure after a success, and of no other. */
  readonly onFailure: (error: unknown) => void
}

const FIRST_WITHIN_MS = 1_000

/** Reads a snapshot again and again until it is disposed; one reading at a time, and nobody waits for any but the first. */
export function holdSnapshot({ read, everyMs, onFailure }: Holding): HeldSnapshot {
  const stopping = new AbortController()
  const { signal } = stopping
  let last: StatusSnapshot | null = null
  let hasFailed = false
  const first = Promise.withResolvers<void>()
  const readOnce = async (): Promise<void> => {
    try {
      last = await read()
      hasFailed = false
      first.resolve()
    } catch (error) {
      if (!hasFailed && !signal.aborted) onFailure(error)
      hasFailed = true
    }
  }
  const ended = (async () => {
    while (!signal.aborted) {
      await readOnce()
      await pause(everyMs, undefined, { signal, ref: false }).catch(() => {})
    }
  })()
  return {
    latest: async () => {
      if (last === null && !hasFailed) {
        await Promise.race([first.promise, pause(FIRST_WITHIN_MS, undefined, { ref: false })])
      }
      return last
    },
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await ended
    },
  }
}
