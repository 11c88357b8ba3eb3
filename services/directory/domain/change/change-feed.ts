import type { Change, ChangePosition } from './change.ts'

/** Some changes, oldest first. */
export interface ChangePage {
  readonly changes: readonly Change[]
  readonly hasMore: boolean
  /** The latest revision that was looked at: with no more, everything up to it has been read. */
  readonly upTo: number
}

/** The changes of the register that one caller may see. */
export interface ChangeFeed {
  /** @returns the number of the latest revision; 0 in an empty register */
  latest(): Promise<number>
  /**
   * @param position stands behind the last change already read; revision 0 for all
   * @param first most changes to read
   */
  after(position: ChangePosition, first: number): Promise<ChangePage>
  /**
   * Tells which units carry the mailboxes that a page is about, when each change was made or just before.
   *
   * @param page one that `after()` gave
   * @returns SOR ids by change; absent where the change is not about a mailbox, or nobody carries it
   */
  carriers(page: ChangePage): Promise<ReadonlyMap<Change, readonly string[]>>
  /**
   * The number of the latest revision: once at the start (0 in an empty register), and whenever there is a later one.
   * Revisions that follow each other fast may be told of as one. Ends when the signal aborts.
   */
  revisions(signal: AbortSignal): AsyncIterable<number>
}
