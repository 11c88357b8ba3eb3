import { randomBytes } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestDatabase } from '../../../../test/harness/database.ts'
import type { Callers } from '../../../kit/callers.ts'
import { networkList } from '../../../kit/http/inside-address.ts'
import type { AllowedInside } from '../../../kit/http/outward.ts'
import { createLog } from '../../../kit/log.ts'
import { Secret } from '../../../kit/secret.ts'
import { openPoster } from '../../../kit/webhook/post.ts'
import { secretBox } from '../../../kit/webhook/secret-box.ts'
import type { NewWebhook, Webhooks } from '../../domain/webhook/webhooks.ts'
import { changeFeed } from '../../store/changes/change-feed.ts'
import { changeReader } from '../../store/changes/change-reader.ts'
import { watchRevisions } from '../../store/changes/revision-watch.ts'
import type { Tables } from '../../store/tables.ts'
import { subscriptions } from '../../webhook/subscriptions.ts'
import { startWorker, type Worker } from '../../webhook/worker.ts'
import type { WorkerOptions } from '../../webhook/worker-options.ts'
import { type Clock, fakeClock } from './clock.ts'

/** One key for every test, so that processes read each other's secrets. */
export const KEY = new Secret(Buffer.alloc(32, 7).toString('base64'))

export const LOOPBACK: AllowedInside = { hosts: new Set(), networks: networkList(['127.0.0.0/8']) }

/** What a test may set. */
export interface TellingOptions extends Pick<Partial<WorkerOptions>, 'pageSize' | 'mostWaiting'> {
  readonly timeoutMs?: number
  readonly lookup?: LookupFunction
  readonly allowed?: AllowedInside
  readonly clock?: Clock
}

/** A worker over a register, with a clock of the test. */
export interface Telling extends AsyncDisposable {
  readonly worker: Worker
  readonly clock: Clock
  readonly logged: string[]
  readonly outcomes: string[]
  /** Lets the time pass in steps until the condition holds, at most for as long as given. */
  pass(ms: number, stepMs: number, until?: () => boolean): Promise<void>
}

const GRANTS: Readonly<Record<string, readonly string[]>> = {
  holder: ['hidden'],
  other: [],
  most: [],
}

export const callers: Pick<Callers, 'named'> = {
  named: (name) => {
    const grants = GRANTS[name]
    return grants ? { name, grants: new Set(grants) } : null
  },
}

/** Starts to tell, as one process would. */
export function startTelling(
  { db, url }: TestDatabase<Tables>,
  options: TellingOptions = {},
): Telling {
  const { clock = fakeClock(), timeoutMs = 5_000, lookup, allowed = LOOPBACK, ...limits } = options
  const stack = new AsyncDisposableStack()
  const logged: string[] = []
  const outcomes: string[] = []
  const log = createLog({
    level: 'debug',
    destination: { write: (line) => void logged.push(line) },
  })
  const poster = stack.use(
    openPoster({ allowed, timeoutMs, connectionsPerHost: 16, ...(lookup && { lookup }) }),
  )
  const watch = stack.use(watchRevisions({ url }))
  const reader = changeReader(db, watch)
  const worker = stack.use(
    startWorker({
      ...{ url, db, poster, callers, log, now: clock.now, sleep: clock.sleep, ...limits },
      feedOf: (grants) => changeFeed(db, { grants, reader }),
      box: secretBox(KEY),
      chance: () => 0.5,
      metrics: {
        delivery: (outcome) => void outcomes.push(outcome),
        outbox: () => {},
        [Symbol.dispose]: () => {},
      },
    }),
  )
  const pass = async (ms: number, stepMs: number, until = () => false): Promise<void> => {
    for (let passed = 0; passed < ms && !until(); passed += stepMs) {
      await clock.asleep()
      clock.advance(stepMs)
      // The database and the receiver are real, and take real time.
      await pause(5)
    }
  }
  return {
    worker,
    clock,
    logged,
    outcomes,
    pass,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

/** The webhooks of one caller. */
export const webhooksOf = (
  { db }: TestDatabase<Tables>,
  name: string,
  options: Partial<Parameters<typeof subscriptions>[2]> = {},
): Webhooks =>
  subscriptions(
    db,
    { name, grants: new Set() },
    {
      ...{ box: secretBox(KEY), allowed: LOOPBACK, mostPerCaller: 3, wake: () => {} },
      now: () => new Date('2026-11-02T12:00:00Z'),
      ...options,
    },
  )

/** All changes, told at the address. */
export const wanting = (url: string, more: Partial<NewWebhook> = {}): NewWebhook => ({
  ...{ url, organisations: [], under: [], messageTypes: [], secret: null, afterRevision: null },
  ...more,
})

/** Waits, in real time, until something holds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what = 'the condition',
): Promise<void> {
  const giveUpAt = Date.now() + 20_000
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`Gave up waiting for ${what}`)
    await pause(10)
  }
}

export const newSecret = (): string => randomBytes(32).toString('hex')
