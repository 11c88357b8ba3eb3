import { isKnownError } from '../../kit/errors.ts'
import type { Secret } from '../../kit/secret.ts'
import { type SessionLock, trySessionLock } from '../../kit/session-lock.ts'
import { LdapPublisherBusy } from '../errors/ldap.ts'
import { RegisterEmpty } from '../errors/reading.ts'
import { countEntries } from '../store/ldap/entries.ts'
import { type Published, publish } from './publish.ts'
import type { PublishContext } from './publish-context.ts'

/** What is known of the publishing of this process. */
export interface PublisherState {
  /** The revision that the server was last seen to have; null before. */
  readonly revision: number | null
  /** When that was. */
  readonly seenAt: Date | null
  readonly entries: number
  readonly problems: number
  /** Runs that failed since one succeeded. */
  readonly failures: number
}

/** How often and how patiently. */
export interface PublisherPauses {
  /** Between looks at the server and the calendar, while no revision comes. */
  readonly checkMs: number
  /** After the first failure; doubled with each, up to `checkMs`. */
  readonly firstRetryMs: number
}

const PAUSES: PublisherPauses = { checkMs: 60_000, firstRetryMs: 1_000 }

/**
 * Publishes once, if no other process does.
 *
 * @throws {LdapPublisherBusy} when another does; and what {@link publish} throws
 */
export async function publishOnce(
  context: PublishContext,
  {
    url,
    isFull,
    signal,
  }: { readonly url: Secret; readonly isFull: boolean; readonly signal: AbortSignal },
): Promise<Published> {
  await using lock = await trySessionLock(url, lockName(context))
  if (lock === null) throw new LdapPublisherBusy(context.target)
  return await publish(context, { isFull, signal: AbortSignal.any([signal, lock.lost]) })
}

const lockName = ({ target }: PublishContext): string => `fundament ldap ${target}`

/** A publisher at work; stops when disposed, at the next entry. */
export interface Publisher extends AsyncDisposable {
  readonly state: () => PublisherState
}

/**
 * Keeps an LDAP server in step with the register, in one process at a time: writes each revision as it comes, each new day,
 * and what a server lacks that was put back to an earlier state. A failure is logged, and tried again after a pause.
 */
export function startPublisher(
  context: PublishContext,
  { url, pauses = PAUSES }: { readonly url: Secret; readonly pauses?: PublisherPauses },
): Publisher {
  const stopping = new AbortController()
  let state: PublisherState = { revision: null, seenAt: null, entries: 0, problems: 0, failures: 0 }
  const onPublished = async (published: Published): Promise<void> => {
    const counts = await countEntries(context.db, context.target)
    const { revision, way, ...facts } = published
    state = { revision, seenAt: context.now(), ...counts, failures: 0 }
    if (way !== 'none') context.log.info({ revision, way, ...facts }, 'LDAP server written')
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await using lock = await waitForLock(context, url, stopping.signal)
        if (lock === null) break
        const over = AbortSignal.any([stopping.signal, lock.lost])
        await follow(context, { over, pauses, onPublished })
      } catch (error) {
        if (stopping.signal.aborted) break
        state = { ...state, failures: state.failures + 1 }
        // Of the failure no more than its code and message: they are made to be shown.
        const said = isKnownError(error) ? { code: error.code, message: error.message } : { error }
        context.log.error({ ...said, failures: state.failures }, 'LDAP server not written')
        const { firstRetryMs, checkMs } = pauses
        const retryMs = Math.min(firstRetryMs * 2 ** (state.failures - 1), checkMs)
        await pause(retryMs, stopping.signal)
      }
    }
  })()
  return {
    state: () => state,
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await running
    },
  }
}

/** @returns null when it is asked to stop before the lock is free */
async function waitForLock(
  context: PublishContext,
  url: Secret,
  signal: AbortSignal,
): Promise<SessionLock | null> {
  while (!signal.aborted) {
    const lock = await trySessionLock(url, lockName(context))
    if (lock) return lock
    await pause(LOCK_MS, signal)
  }
  return null
}

const LOCK_MS = 5_000

/** Publishes at once, and again whenever there may be something to publish. */
async function follow(
  context: PublishContext,
  options: {
    readonly over: AbortSignal
    readonly pauses: PublisherPauses
    readonly onPublished: (published: Published) => Promise<void>
  },
): Promise<void> {
  const { over, pauses, onPublished } = options
  const ending = new AbortController()
  let bell = Promise.withResolvers<void>()
  const listening = (async () => {
    for await (const _ of context.feed.revisions(AbortSignal.any([over, ending.signal]))) {
      bell.resolve()
    }
  })()
  // Where it fails, the next look is at the next turn of the clock.
  listening.catch(() => {})
  try {
    while (!over.aborted) {
      bell = Promise.withResolvers<void>()
      const published = await publish(context, { signal: over }).catch((error: unknown) => {
        if (error instanceof RegisterEmpty) return null
        throw error
      })
      if (published) await onPublished(published)
      await Promise.race([bell.promise, pause(pauses.checkMs, over)])
    }
    if (over.reason instanceof Error && over.reason.name !== 'AbortError') throw over.reason
  } finally {
    ending.abort()
    await listening.catch(() => {})
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>()
  const timer = setTimeout(over.resolve, ms)
  const end = (): void => over.resolve()
  if (signal.aborted) end()
  signal.addEventListener('abort', end, { once: true })
  return over.promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  })
}
