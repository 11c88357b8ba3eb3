import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../../kit/log.ts'
import type { Secret } from '../../../kit/secret.ts'
import { trySessionLock } from '../../../kit/session-lock.ts'

/** A piece of work that is done again and again. */
export interface Chore {
  readonly name: string
  readonly everyMs: number
  /** @param signal aborted when another is to do it */
  readonly run: (signal: AbortSignal) => Promise<unknown>
}

const LOCK_NAME = 'fundament uptime'
const RETRY_MS = 5_000

/** Does chores in one process at a time; when that one ends, another goes on within seconds. */
export function startLeading(
  chores: readonly Chore[],
  { url, log }: { readonly url: Secret; readonly log: Pick<Log, 'error'> },
): AsyncDisposable {
  const stopping = new AbortController()
  const { signal } = stopping
  const ended = (async () => {
    while (!signal.aborted) {
      await lead(chores, { url, log, signal }).catch((err) => {
        if (!signal.aborted) log.error({ err }, 'Nobody leads uptime; it is tried again')
      })
      await pause(RETRY_MS, undefined, { signal }).catch(() => {})
    }
  })()
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await ended
    },
  }
}

async function lead(
  chores: readonly Chore[],
  around: {
    readonly url: Secret
    readonly log: Pick<Log, 'error'>
    readonly signal: AbortSignal
  },
): Promise<void> {
  await using lock = await trySessionLock(around.url, LOCK_NAME)
  if (lock === null) return
  const signal = AbortSignal.any([around.signal, lock.lost])
  await Promise.all(chores.map((chore) => repeat(chore, { ...around, signal })))
}

async function repeat(
  { name, everyMs, run }: Chore,
  { log, signal }: { readonly log: Pick<Log, 'error'>; readonly signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    try {
      await run(signal)
    } catch (err) {
      if (!signal.aborted) log.error({ err, chore: name }, 'A chore of uptime failed')
    }
    await pause(everyMs, undefined, { signal }).catch(() => {})
  }
}
