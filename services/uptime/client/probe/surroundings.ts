import type { BlockList } from 'node:net'

/** What every probe is given beside what it asks. */
export interface ProbeSurroundings {
  /** Aborted when the time of the probe is over. */
  readonly signal: AbortSignal
  /** Inside addresses that may be knocked on all the same. */
  readonly allowed: BlockList
  /** Certificates that are trusted beside the usual ones, in PEM. */
  readonly authorities: readonly string[]
  readonly now: () => Date
  /** @returns the value of a secret setting; null where it is not set */
  readonly secretOf: (variable: string) => string | null
}
