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

/** The feed of changes, as somebody who follows it reads it. */
export interface RecordChanges {
  /**
   * Has the changes of these citizens' records gathered from now on, for as long as somebody follows them.
   *
   * @returns behind which change to begin
   */
  begin(citizens: readonly string[]): Promise<string>
  /** @returns changes in order as they come in; it ends when the signal is aborted */
  follow(following: Following): AsyncGenerator<RecordChange, void>
}

/** What somebody follows. */
export interface Following {
  readonly citizens: readonly string[]
  /** Id of the last change already known. */
  readonly after: string
  readonly signal: AbortSignal
}

/** That something changed, as its source tells it. */
export interface Notification {
  readonly cpr: string
  /** The source's own word for what changed. */
  readonly source: string
  /** Null where the source gives none; then it is the day on which we hear of it. */
  readonly changedOn: Day | null
}

/** Where notifications gather until they are taken. */
export interface ChangeSource {
  /** Has it gather notifications about these citizens, and about nobody else. */
  watch(citizens: readonly string[], signal: AbortSignal): Promise<void>
  /** Takes what has gathered; what it gives it forgets. */
  pull(signal: AbortSignal): Promise<readonly Notification[]>
}

/** Where a source of changes keeps what it has to find again after a restart, such as the address of its pull point. */
export interface ChangePlace {
  read(): Promise<string | null>
  write(place: string): Promise<void>
}
