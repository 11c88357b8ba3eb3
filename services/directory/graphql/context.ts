import type { ChangeFeed } from '../domain/change/change-feed.ts'
import type { Following } from '../domain/copy/following.ts'
import type { Directory } from '../domain/directory.ts'
import type { Webhooks } from '../domain/webhook/webhooks.ts'

/** What every resolver of one operation is given. */
export interface Context {
  readonly directory: Directory
  /** The directory as it has become: for a subscription, which outlives what it looked at first. */
  lookAgain(): Directory
  readonly changes: ChangeFeed
  /** Whether this hub is a copy, and how old; null where it imports by itself. */
  following(): Promise<Following | null>
  /** The caller's own. */
  readonly webhooks: Webhooks
}
