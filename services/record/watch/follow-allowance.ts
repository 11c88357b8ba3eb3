import { LRUCache } from 'lru-cache'
import type { RecordChanges } from '../domain/change.ts'
import { TooManyFollowed } from '../errors/limits.ts'

/** Citizens whom one who is signed in begins to follow within {@link WINDOW_MS}; who begins anew counts anew. */
export const MOST_FOLLOWED = 20_000
/** As long as a citizen is followed after somebody began to. */
const WINDOW_MS = 900_000
const MOST_FOLLOWERS = 10_000

/** How many citizens each has begun to follow of late; who they are is not held. */
export class FollowAllowance {
  readonly #begun = new LRUCache<string, { count: number }>({ max: MOST_FOLLOWERS, ttl: WINDOW_MS })

  /**
   * The feed of changes for one follower.
   *
   * @param follower name of a caller
   * @returns its `begin` throws {@link TooManyFollowed}
   */
  within(changes: RecordChanges, follower: string): RecordChanges {
    return {
      begin: async (citizens) => {
        this.#add(follower, citizens.length)
        return changes.begin(citizens)
      },
      follow: (following) => changes.follow(following),
    }
  }

  #add(follower: string, count: number): void {
    const begun = this.#begun.get(follower) ?? { count: 0 }
    if (begun.count === 0) this.#begun.set(follower, begun)
    if (begun.count + count > MOST_FOLLOWED)
      throw new TooManyFollowed(MOST_FOLLOWED, WINDOW_MS / 60_000)
    begun.count += count
  }
}
