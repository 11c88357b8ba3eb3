import type { ChangeFeed } from '../domain/change/change-feed.ts'
import type { Directory } from '../domain/directory.ts'

/** What every resolver of one operation is given. */
export interface Context {
  readonly directory: Directory
  /** The directory as it has become: for a subscription, which outlives what it looked at first. */
  lookAgain(): Directory
  readonly changes: ChangeFeed
}
