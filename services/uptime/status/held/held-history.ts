import { setTimeout as pause } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { StatusHistory } from '../../domain/status/history.ts'

/** History as pages ask for it: null where it can neither be read nor is remembered. */
export type HeldHistory = {
  readonly [Name in keyof StatusHistory]: (
    ...asked: Parameters<StatusHistory[Name]>
  ) => Promise<{ readonly found: Awaited<ReturnType<StatusHistory[Name]>> } | null>
}

interface Entry {
  readonly at: number
  readonly reading: Promise<{ readonly found: unknown }>
  readonly last: { readonly found: unknown } | null
}

const MOST = 200
const HOLDS_MS = 5_000
const WITHIN_MS = 1_000

/**
 * Remembers what was read, so that many who look at one page cost one reading in five seconds, and so that a page that
 * somebody looked at lately can be shown while the database is gone.
 */
export function holdHistory(history: StatusHistory): HeldHistory {
  const entries = new LRUCache<string, Entry>({ max: MOST })
  const held = async <Found>(key: string, read: () => Promise<Found>) => {
    const known = entries.get(key)
    const isFresh = known && performance.now() - known.at < HOLDS_MS
    const entry = isFresh ? known : begin(entries, key, read)
    const late = pause(WITHIN_MS, null, { ref: false })
    const found = await Promise.race([entry.reading, late]).catch(() => null)
    return (found ?? entry.last) as { readonly found: Found } | null
  }
  return {
    serviceHistory: (id) => held(`service ${id}`, () => history.serviceHistory(id)),
    monthHistory: (month) => held(`month ${month}`, () => history.monthHistory(month)),
    incident: (id) => held(`incident ${id}`, () => history.incident(id)),
  }
}

function begin(entries: LRUCache<string, Entry>, key: string, read: () => Promise<unknown>): Entry {
  const last = entries.get(key)?.last ?? null
  const reading = read().then((found) => ({ found }))
  const entry: Entry = { at: performance.now(), reading, last }
  entries.set(key, entry)
  reading.then(
    (found) => entries.get(key) === entry && entries.set(key, { ...entry, last: found }),
    () => {},
  )
  return entry
}
