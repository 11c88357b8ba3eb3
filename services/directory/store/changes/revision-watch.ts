import { sql } from 'kysely'
import { openSession, type Session } from '../../../kit/database.ts'
import type { Secret } from '../../../kit/secret.ts'
import { REVISION_CHANNEL } from '../import/revisions.ts'
import type { Tables } from '../tables.ts'

/** Tells all who follow the register in this process of new revisions, over one connection of its own. */
export interface RevisionWatch extends AsyncDisposable {
  /** @param wake called with the number of the latest revision whenever there may be a later one; ends with the signal */
  follow(wake: (latest: number) => void, signal: AbortSignal): void
}

/** How to watch. */
export interface WatchOptions {
  readonly url: Secret
  /** How often to look, whatever is heard: a notification is lost with the connection, and a standby server sends none. */
  readonly pollMs?: number
}

const POLL_MS = 2_000
const ANSWER_MS = 10_000
const FIRST_PAUSE_MS = 100

/** The connection is opened when the first follows, and closed when nobody does any more. */
export function watchRevisions({ url, pollMs = POLL_MS }: WatchOptions): RevisionWatch {
  const followers = new Set<(latest: number) => void>()
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null
  const tell = (latest: number): void => {
    for (const wake of followers) wake(latest)
  }
  const begin = () => {
    const stop = new AbortController()
    return { stop, ended: watch({ url, pollMs }, tell, stop.signal) }
  }
  const end = async (): Promise<void> => {
    const ending = running
    running = null
    ending?.stop.abort()
    await ending?.ended
  }
  return {
    follow: (wake, signal) => {
      if (signal.aborted) return
      followers.add(wake)
      running ??= begin()
      const leave = () => {
        followers.delete(wake)
        if (followers.size === 0) void end()
      }
      signal.addEventListener('abort', leave, { once: true })
    },
    [Symbol.asyncDispose]: async () => {
      followers.clear()
      await end()
    },
  }
}

type Tell = (latest: number) => void

async function watch(
  options: Required<WatchOptions>,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS
  while (!signal.aborted) {
    const heard = (latest: number): void => {
      pauseMs = FIRST_PAUSE_MS
      tell(latest)
    }
    await watchOnce(options, heard, signal).catch(() => {})
    await pause(pauseMs, signal)
    pauseMs = Math.min(pauseMs * 2, options.pollMs)
  }
}

/** Watches until the connection breaks. */
async function watchOnce(
  { url, pollMs }: Required<WatchOptions>,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  const { db, client } = await openSession<Tables>({ url, statementTimeoutMs: ANSWER_MS })
  const broken = new AbortController()
  client.on('end', () => broken.abort())
  client.on('error', () => broken.abort())
  const over = AbortSignal.any([signal, broken.signal])
  try {
    let bell = Promise.withResolvers<void>()
    client.on('notification', () => bell.resolve())
    // A standby server cannot listen, and is looked at all the same.
    await db
      .connection()
      .execute((on) => sql`listen ${sql.id(REVISION_CHANNEL)}`.execute(on))
      .catch(() => {})
    while (!over.aborted) {
      bell = Promise.withResolvers<void>()
      tell(await within(ANSWER_MS, latestRevision(db)))
      await Promise.race([bell.promise, pause(pollMs, over)])
    }
  } finally {
    // One that hangs is left to itself.
    void client.end().catch(() => {})
  }
}

/** @returns 0 in an empty register */
export async function latestRevision(db: Session<Tables>['db']): Promise<number> {
  const { rows } = await sql<{ latest: number }>`
    select coalesce(max(number), 0) as latest from revision`.execute(db)
  return rows[0]?.latest ?? 0
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('The database does not answer')), ms)
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  const over = Promise.withResolvers<void>()
  const timer = setTimeout(over.resolve, ms)
  signal.addEventListener('abort', () => over.resolve(), { once: true })
  return over.promise.finally(() => clearTimeout(timer))
}
