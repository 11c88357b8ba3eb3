import type { Outcome } from '../../domain/outcome.ts'

/** What a recorder is made of. */
export interface RecorderOptions {
  /** Takes a batch into the history, whole or not at all. */
  readonly record: (outcomes: readonly Outcome[]) => Promise<void>
  /** Milliseconds for which outcomes are gathered. */
  readonly everyMs: number
  /** Outcomes that are held when the database does not take them; the oldest go first. */
  readonly mostHeld: number
  /** Told of a batch that could not be recorded, and is tried again. */
  readonly onFault: (error: unknown) => void
  /** Told how many outcomes were let go of. */
  readonly onLost: (count: number) => void
}

/** Gathers outcomes, and takes many into the history with one transaction. */
export class Recorder implements AsyncDisposable {
  readonly #options: RecorderOptions
  #held: Outcome[] = []
  #timer: NodeJS.Timeout | null = null
  #flushing: Promise<void> = Promise.resolve()

  constructor(options: RecorderOptions) {
    this.#options = options
  }

  /** Holds an outcome until the next batch. */
  add(outcome: Outcome): void {
    this.#held.push(outcome)
    this.#timer ??= setTimeout(() => this.#flushSoon(), this.#options.everyMs)
  }

  /** Records what is held; a last failure is told, and what it held is let go of. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    await this.#flushing
    await this.#flush()
    if (this.#timer) clearTimeout(this.#timer)
    if (this.#held.length > 0) this.#options.onLost(this.#held.length)
    this.#held = []
  }

  #flushSoon(): void {
    this.#timer = null
    this.#flushing = this.#flushing.then(() => this.#flush())
  }

  async #flush(): Promise<void> {
    const batch = this.#held
    if (batch.length === 0) return
    this.#held = []
    try {
      await this.#options.record(batch)
    } catch (error) {
      this.#options.onFault(error)
      this.#keep(batch)
    }
  }

  #keep(batch: readonly Outcome[]): void {
    const { mostHeld, everyMs, onLost } = this.#options
    const all = [...batch, ...this.#held]
    const lost = Math.max(0, all.length - mostHeld)
    if (lost > 0) onLost(lost)
    this.#held = all.slice(lost)
    this.#timer ??= setTimeout(() => this.#flushSoon(), everyMs)
  }
}
