import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { isKnownError } from '../../kit/errors.ts'
import type { Log } from '../../kit/log.ts'
import type { Secret } from '../../kit/secret.ts'
import { trySessionLock } from '../../kit/session-lock.ts'
import { danishDay } from '../client/format/cda/danish-time.ts'
import type { ChangeSource } from '../domain/change.ts'
import { followedCitizens } from '../store/changes/followed.ts'
import { forgetChanges } from '../store/changes/read-changes.ts'
import { beginPull, hasBrokenOff, takeNotifications } from '../store/changes/take-notifications.ts'
import type { Tables } from '../store/tables.ts'

/** How changes are pulled. */
export interface PullOptions {
  readonly db: Kysely<Tables>
  /** Of the same database, for a connection that holds the lock. */
  readonly url: Secret
  /** Name of the source, such as `nas2`. */
  readonly name: string
  readonly source: ChangeSource
  /** Milliseconds between two pulls. */
  readonly everyMs: number
  /** Milliseconds that one pull may take. */
  readonly deadlineMs: number
  /** Days for which changes are kept. */
  readonly keptDays: number
  readonly log: Pick<Log, 'warn' | 'error'>
  readonly now?: () => Date
}

const RETRY_MS = 5_000

/** Pulls changes in one process at a time; when that one ends, another goes on within seconds. Ends when disposed. */
export function startPulling(options: PullOptions): AsyncDisposable {
  const stopping = new AbortController()
  const ended = pullUntil(options, stopping.signal)
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await ended
    },
  }
}

async function pullUntil(options: PullOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await lead(options, signal)
    } catch (err) {
      if (!signal.aborted) options.log.error({ err }, 'Nobody pulls changes; it is tried again')
    }
    await pause(RETRY_MS, undefined, { signal }).catch(() => {})
  }
}

async function lead(options: PullOptions, stopping: AbortSignal): Promise<void> {
  await using lock = await trySessionLock(options.url, `fundament record ${options.name}`)
  if (lock === null) return
  const signal = AbortSignal.any([stopping, lock.lost])
  while (!signal.aborted) {
    await pullOnce(options, signal).catch((error: unknown) => {
      if (signal.aborted) return
      // What a source threw that is no expected failure may quote what it was sent.
      const reason = isKnownError(error) ? error.code : 'INTERNAL_SERVER_ERROR'
      options.log.warn({ source: options.name, reason }, 'Changes could not be pulled')
    })
    await pause(options.everyMs, undefined, { signal }).catch(() => {})
  }
}

/**
 * Pulls once. What is pulled is stored before anybody hears of it; after a pull that broke off, everybody who is followed is told
 * that something may have changed.
 *
 * @throws what the source throws
 */
export async function pullOnce(
  { db, name, source, deadlineMs, keptDays, now = () => new Date() }: PullOptions,
  signal: AbortSignal,
): Promise<void> {
  await forgetChanges(db, keptDays)
  const citizens = await followedCitizens(db)
  if (citizens.length === 0) return
  const within = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
  await source.watch(citizens, within)
  const isAfterBreak = await hasBrokenOff(db, name)
  await beginPull(db, name)
  const notifications = await source.pull(within)
  const today = danishDay(now().toISOString())
  await takeNotifications(db, { source: name, notifications, today, isAfterBreak })
}
