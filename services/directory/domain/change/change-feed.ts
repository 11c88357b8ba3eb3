import type { Change, ChangePosition } from './change.ts'

/** Some changes, oldest first. */
export interface ChangePage {
  readonly changes: readonly Change[]
  readonly hasMore: boolean
}

/** The changes of the register that one caller may see. */
export interface ChangeFeed {
  /**
   * @param position stands behind the last change already read; revision 0 for all
   * @param first most changes to read
   */
  after(position: ChangePosition, first: number): Promise<ChangePage>
  /**
   * The number of the latest revision: once at the start (0 in an empty register), and whenever there is a later one.
   * Revisions that follow each other fast may be told of as one. Ends when the signal aborts.
   */
  revisions(signal: AbortSignal): AsyncIterable<number>
}
