import type { Day, Instant } from './coded.ts'

/** That something in a citizen's record changed at its source; never what. */
export interface RecordChange {
  /** Rises with the order in which changes came in; text of digits. */
  readonly id: string
  readonly cpr: string
  /** The source's own word for what changed, such as the topic of its notification. */
  readonly source: string
  readonly changedOn: Day
  readonly receivedAt: Instant
}

/** Tells of changes as they come in. */
export interface RecordChanges {
  /** @returns changes of these citizens' records from now on, in order; it ends when the signal is aborted */
  follow(citizens: readonly string[], signal: AbortSignal): AsyncIterable<RecordChange>
}
