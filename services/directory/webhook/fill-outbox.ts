import { behindRevision, type ChangePosition } from '../domain/change/change.ts'
import type { ChangeFeed, ChangePage } from '../domain/change/change-feed.ts'
import { eventText } from '../domain/webhook/event.ts'
import { putDeliveries, type ToldWebhook, waitingCount } from '../store/webhooks/outbox.ts'
import { type Lookout, wantedOf } from './wanted.ts'

/** How far the outbox is filled. */
export interface FillOptions extends Omit<Lookout, 'feed'> {
  readonly feed: ChangeFeed
  readonly now: () => Date
  readonly signal: AbortSignal
  /** Changes that are read at a time. */
  readonly pageSize: number
  /** Where this many deliveries wait, what follows stays in the feed. */
  readonly mostWaiting: number
  /** Told whenever there is something to deliver. */
  readonly onFilled: () => void
}

/**
 * Puts what a webhook wants of the feed into its outbox, page by page, so that neither memory nor the outbox grows with what
 * has changed.
 */
export async function fillOutbox(webhook: ToldWebhook, options: FillOptions): Promise<void> {
  const { db, feed, now, signal, pageSize, mostWaiting, onFilled } = options
  let { cursor } = webhook
  while (!signal.aborted) {
    if ((await waitingCount(db, webhook.id)) >= mostWaiting) return
    const page = await feed.after(cursor, pageSize)
    const next = behind(page, cursor)
    if (next === null) return
    const wanted = await wantedOf(page, webhook, options)
    const deliveries = wanted.map((change) => ({ change, event: eventText(webhook.id, change) }))
    const isPut = await putDeliveries(
      db,
      { id: webhook.id, cursor },
      { deliveries, cursor: next, now: now() },
    )
    if (!isPut) return
    if (deliveries.length > 0) onFilled()
    cursor = next
    if (!page.hasMore) return
  }
}

/** @returns where the page ends; null where nothing has come since the cursor was put */
function behind(
  { changes, hasMore, upTo }: ChangePage,
  cursor: ChangePosition,
): ChangePosition | null {
  const last = changes.at(-1)
  if (hasMore && last) return { revision: last.revision, ordinal: last.ordinal }
  return upTo > cursor.revision || last ? behindRevision(Math.max(upTo, cursor.revision)) : null
}
