import { behindRevision, type ChangePosition } from './change.ts'
import type { ChangeFeed, ChangePage } from './change-feed.ts'

/** From where on, and until when. */
export interface Following {
  /** Behind the last change already known; null for what comes from now on. */
  readonly after: ChangePosition | null
  readonly signal: AbortSignal
}

// Enough to read a revision quickly, and little to hold for one who reads slowly.
const PAGE = 200

/**
 * Goes through the feed to its end, and on whenever a revision is made, without hole or repeat. Nothing is read before the
 * page before it has been taken.
 *
 * @returns pages that hold changes; ends when the signal aborts
 */
export async function* followChanges(
  feed: ChangeFeed,
  { after, signal }: Following,
): AsyncGenerator<ChangePage, void> {
  let position = after
  for await (const latest of feed.revisions(signal)) {
    position ??= behindRevision(latest)
    for (let isBehind = true; isBehind && !signal.aborted; ) {
      const page: ChangePage = await feed.after(position, PAGE)
      const last = page.changes.at(-1)
      if (last) yield page
      isBehind = page.hasMore
      // All who have read a revision to its end stand at one place, and share what is read from there.
      if (page.upTo >= position.revision)
        position = isBehind && last ? last : behindRevision(page.upTo)
    }
  }
}
