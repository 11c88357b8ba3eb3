import { setTimeout as sleep } from 'node:timers/promises'
import { beginFollowing, markBehind } from '../../store/copy/following.ts'
import { contact } from './contact.ts'
import type { FollowOptions } from './follow-options.ts'

const LONGEST_PAUSE_MS = 60_000

/**
 * Keeps the database a copy of a hub until it is asked to stop. A fault, of the hub, of the way there or of the database, is
 * logged and tried again, later each time; what is held stays whole meanwhile.
 *
 * @throws {NotACopy} where the database holds what was not copied from there
 */
export async function follow(options: FollowOptions): Promise<void> {
  const { db, hub, intervalMs, log, signal, random = Math.random } = options
  await beginFollowing(db, hub.url)
  let faults = 0
  let held: string | null = null
  while (!signal.aborted) {
    try {
      held = await contact(options, held)
      if (faults > 0) log.info({ hub: hub.url, faults }, 'The followed hub is reached again')
      faults = 0
    } catch (error) {
      if (signal.aborted) return
      faults += 1
      held = null
      log.warn({ err: error, hub: hub.url, faults }, 'Cannot follow for now')
      await markBehind(db, false).catch(() => {})
    }
    await pause(faults === 0 ? intervalMs : backoff(intervalMs, faults, random()), signal)
  }
}

/** Doubles with every fault in a row, up to a minute or the interval where that is longer, less a random half. */
function backoff(intervalMs: number, faults: number, random: number): number {
  const longest = Math.max(intervalMs, LONGEST_PAUSE_MS)
  const pauseMs = Math.min(intervalMs * 2 ** Math.min(faults, 16), longest)
  return pauseMs * (0.5 + random / 2)
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => {})
