import { trySessionLock } from '../../kit/session-lock.ts'
import { registerState } from '../store/reading/register-state.ts'
import { outboxFigures } from '../store/webhooks/attempts.ts'
import { toldWebhooks } from '../store/webhooks/outbox.ts'
import { type Telling, type TellingSignals, telling } from './telling.ts'
import type { WorkerOptions } from './worker-options.ts'

/** Tells receivers until it is disposed. */
export interface Worker extends AsyncDisposable {
  /** Looks now whether there is something to tell. */
  wake(): void
}

const LOCK_NAME = 'fundament webhooks'
const LOOK_MS = 1_000
const RETRY_MS = 5_000
const FIGURES_MS = 10_000
// Attempts under way are given this long when the process ends.
const GRACE_MS = 2_000

/** Starts to tell receivers, in this process or, where another does already, as soon as that one ends. */
export function startWorker(options: WorkerOptions): Worker {
  const stopping = new AbortController()
  const { signal } = stopping
  const alarm = newAlarm(options)
  const ended = (async () => {
    while (!signal.aborted) {
      await lead(options, alarm, signal).catch((err) => {
        if (!signal.aborted) options.log.error({ err }, 'Webhooks are not told; it is tried again')
      })
      options.metrics.outbox(null)
      if (!signal.aborted) await options.sleep(RETRY_MS, signal)
    }
  })()
  return {
    wake: alarm.ring,
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await ended
    },
  }
}

interface Alarm {
  ring(): void
  /** Sleeps until it rings, at most for the time; not at all where it rang since it was last slept under. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

function newAlarm({ sleep }: Pick<WorkerOptions, 'sleep'>): Alarm {
  let ringing = new AbortController()
  return {
    ring: () => ringing.abort(),
    sleep: async (ms, signal) => {
      await sleep(ms, AbortSignal.any([signal, ringing.signal]))
      ringing = new AbortController()
    },
  }
}

async function lead(options: WorkerOptions, alarm: Alarm, stopping: AbortSignal): Promise<void> {
  await using lock = await trySessionLock(options.url, LOCK_NAME)
  if (lock === null) return
  const over = new AbortController()
  const signal = AbortSignal.any([stopping, lock.lost, over.signal])
  const cut = new AbortController()
  const signals = { signal, cut: AbortSignal.any([lock.lost, cut.signal]) }
  const following = follow(options, alarm, signal)
  const tellings = new Map<string, Telling>()
  try {
    let countedAt = Number.NEGATIVE_INFINITY
    while (!signal.aborted) {
      await look(options, tellings, signals)
      if (options.now().getTime() - countedAt >= FIGURES_MS) {
        countedAt = options.now().getTime()
        options.metrics.outbox(await outboxFigures(options.db))
      }
      await alarm.sleep(LOOK_MS, signal)
    }
  } finally {
    over.abort()
    const late = setTimeout(() => cut.abort(), GRACE_MS)
    await Promise.all([following, ...[...tellings.values()].map(({ idle }) => idle())])
    clearTimeout(late)
  }
}

/** Rings when there is a later revision. */
async function follow({ feedOf }: WorkerOptions, alarm: Alarm, signal: AbortSignal): Promise<void> {
  try {
    for await (const _revision of feedOf(new Set()).revisions(signal)) alarm.ring()
  } catch {
    // It is looked every second, whatever is heard.
  }
}

async function look(
  options: WorkerOptions,
  tellings: Map<string, Telling>,
  signals: TellingSignals,
): Promise<void> {
  const { db, callers, now } = options
  const [webhooks, register] = [await toldWebhooks(db, now()), await registerState(db, null)]
  // Whoever is no caller any more is told nothing, and has lost nothing if it comes back.
  const found = new Map(
    webhooks.flatMap((webhook) => {
      const caller = callers.named(webhook.caller)
      return caller ? [[webhook.id, { webhook, caller }] as const] : []
    }),
  )
  for (const id of found.keys()) {
    if (!tellings.has(id)) tellings.set(id, telling(id, options, signals))
  }
  for (const [id, { goOn }] of tellings) goOn(found.get(id) ?? null, register)
}
