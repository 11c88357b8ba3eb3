import type { Caller } from '../../kit/callers.ts'
import { behindRevision, type ChangePosition } from '../domain/change/change.ts'
import { type RegisterState, visibleSources } from '../domain/register.ts'
import { type DueDelivery, dueDeliveries, type ToldWebhook } from '../store/webhooks/outbox.ts'
import { deliver } from './deliver.ts'
import { fillOutbox } from './fill-outbox.ts'
import { lanes } from './lanes.ts'
import type { WorkerOptions } from './worker-options.ts'

/** What one process does for one webhook. */
export interface Telling {
  /**
   * Goes on from what was found now.
   *
   * @param found null where it is paused or gone, or its caller is; what is under way is finished
   */
  goOn(
    found: { readonly webhook: ToldWebhook; readonly caller: Caller } | null,
    register: RegisterState | null,
  ): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

/** When to end. */
export interface TellingSignals {
  /** Nothing more is begun. */
  readonly signal: AbortSignal
  /** What is under way is broken off. */
  readonly cut: AbortSignal
}

const AT_ONCE = 8
const READ_AT_ONCE = 200
const PAGE_SIZE = 500
const MOST_WAITING = 10_000

/** Fills the outbox of one webhook and delivers what is due, side by side. */
export function telling(
  id: string,
  options: WorkerOptions,
  { signal, cut }: TellingSignals,
): Telling {
  const { db, now, log, feedOf, pageSize = PAGE_SIZE, mostWaiting = MOST_WAITING } = options
  let webhook: ToldWebhook | null = null
  let filling: Promise<void> | null = null
  const hands = lanes<DueDelivery>({
    count: AT_ONCE,
    keyOf: (delivery) => delivery.id,
    more: async (underWay) =>
      webhook ? dueDeliveries(db, id, { now: now(), most: underWay + READ_AT_ONCE }) : [],
    work: async (delivery) => {
      if (webhook && (await deliver(webhook, delivery, { ...options, signal: cut }))) webhook = null
    },
    signal,
    onError: (err) => log.error({ err, webhook: id }, 'A webhook delivery cannot be made'),
  })
  const fill = async (
    from: ToldWebhook,
    caller: Caller,
    register: RegisterState,
  ): Promise<void> => {
    const { grants } = caller
    const reading = {
      feed: feedOf(grants),
      sources: visibleSources(register, grants),
      pageSize,
      mostWaiting,
    }
    await fillOutbox(from, { ...options, ...reading, signal, onFilled: hands.wake }).catch((err) =>
      log.error({ err, webhook: id }, 'Changes cannot be read for a webhook'),
    )
    filling = null
  }
  return {
    goOn: (found, register) => {
      webhook = found?.webhook ?? null
      if (found === null) return
      hands.wake()
      if (register === null || isBehind(found.webhook.cursor, register.latest)) return
      filling ??= fill(found.webhook, found.caller, register)
    },
    idle: async () => {
      await filling
      await hands.idle()
    },
  }
}

/** Whether everything up to the latest revision has been looked at. */
const isBehind = ({ revision, ordinal }: ChangePosition, latest: number): boolean =>
  revision > latest || (revision === latest && ordinal === behindRevision(latest).ordinal)
