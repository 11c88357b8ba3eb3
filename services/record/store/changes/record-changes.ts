import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Following, RecordChange, RecordChanges } from '../../domain/change.ts'
import type { Tables } from '../tables.ts'
import { FOLLOWED_FOR_MS, keepFollowed } from './followed.ts'
import { changesAfter, lastChange } from './read-changes.ts'

const PAGE = 200

/** @see recordChanges */
export interface RecordChangesOptions {
  /** Milliseconds after which the feed is looked at again, once for all who follow it in this process. */
  readonly everyMs: number
}

/** The feed of changes in the database. */
export function recordChanges(
  db: Kysely<Tables>,
  { everyMs }: RecordChangesOptions,
): RecordChanges {
  // All who wait share one look, and none is taken while nobody does.
  let looking: Promise<string> | null = null
  const nextLook = (): Promise<string> => {
    if (looking) return looking
    const look = pause(everyMs).then(() => {
      looking = null
      return lastChange(db)
    })
    // All who waited for it may have gone by the time it fails.
    look.catch(() => {})
    looking = look
    return look
  }
  return {
    begin: async (citizens) => {
      await keepFollowed(db, citizens)
      return lastChange(db)
    },
    follow: (following) => changes(db, following, nextLook),
  }
}

async function* changes(
  db: Kysely<Tables>,
  { citizens, after, signal }: Following,
  nextLook: () => Promise<string>,
): AsyncGenerator<RecordChange, void> {
  const ended = Promise.withResolvers<null>()
  signal.addEventListener('abort', () => ended.resolve(null), { once: true })
  let known = after
  let saidAt = Date.now()
  while (!signal.aborted) {
    const last = await Promise.race([nextLook(), ended.promise])
    if (last === null) return
    if (Date.now() - saidAt > FOLLOWED_FOR_MS / 3) {
      await keepFollowed(db, citizens)
      saidAt = Date.now()
    }
    while (!signal.aborted && BigInt(last) > BigInt(known)) {
      const page = await changesAfter(db, known, { citizens, first: PAGE })
      yield* page
      // Ids become visible in order: what lies up to the last one has been read.
      known = page.length === PAGE ? (page.at(-1)?.id ?? last) : later(page.at(-1)?.id, last)
    }
  }
}

const later = (one: string | undefined, other: string): string =>
  one !== undefined && BigInt(one) > BigInt(other) ? one : other
