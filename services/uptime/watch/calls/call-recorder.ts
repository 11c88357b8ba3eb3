import type { CallOutcome } from '../../domain/outcome.ts'

/** What a recorder of calls is made of. */
export interface CallRecorderOptions {
  /** Takes a batch, whole or not at all. */
  readonly record: (outcomes: readonly CallOutcome[]) => Promise<void>
  /** Milliseconds for which calls are gathered. */
  readonly everyMs: number
  /** Calls that are held when the database does not take them; what follows is let go of. */
  readonly mostHeld: number
}

/**
 * Gathers how calls went, and counts many at a time. A call never waits for it, and what cannot be counted is let go of: calls
 * tell of others, not of themselves.
 */
export class CallRecorder implements AsyncDisposable {
  readonly #options: CallRecorderOptions
  #held: CallOutcome[] = []
  #timer: NodeJS.Timeout | null = null
  #flushing: Promise<void> = Promise.resolve()

  constructor(options: CallRecorderOptions) {
    this.#options = options
  }

  /** Holds it until the next batch. */
  add(outcome: CallOutcome): void {
    const { mostHeld, everyMs } = this.#options
    if (this.#held.length < mostHeld) this.#held.push(outcome)
    this.#timer ??= setTimeout(() => this.#flushSoon(), everyMs).unref()
  }

  /** Counts what is held. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#flushSoon()
    await this.#flushing
  }

  #flushSoon(): void {
    this.#timer = null
    const batch = this.#held
    this.#held = []
    const { record } = this.#options
    this.#flushing = this.#flushing.then(() => record(batch)).catch(() => {})
  }
}
