import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../kit/log.ts'
import type { LastWell } from '../client/asking/last-well.ts'
import type { SourceName } from '../domain/answer.ts'
import type { Instant } from '../domain/coded.ts'

/** @see keepLastWell */
export interface KeepingOptions {
  readonly lastWell: LastWell
  readonly save: (lastWell: ReadonlyMap<SourceName, Instant>) => Promise<void>
  readonly everyMs: number
  readonly log: Pick<Log, 'warn'>
}

/** Saves when sources were last well now and then, and a last time when disposed. */
export function keepLastWell({ lastWell, save, everyMs, log }: KeepingOptions): AsyncDisposable {
  const stopping = new AbortController()
  const { signal } = stopping
  const keep = async () => {
    const changed = lastWell.takeChanged()
    if (changed === null) return
    await save(changed).catch((err) => {
      log.warn({ err }, 'When sources were last well could not be saved')
    })
  }
  const ended = (async () => {
    while (!signal.aborted) {
      await pause(everyMs, undefined, { signal }).catch(() => {})
      await keep()
    }
  })()
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await ended
    },
  }
}
