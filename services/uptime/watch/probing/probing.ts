import type { Outcome } from '../../domain/outcome.ts'
import type { Target } from '../../domain/target.ts'
import { firstDue, nextDue } from './due.ts'
import { type Measuring, measure } from './measure.ts'

/** What the probing of many targets needs. */
export interface ProbingOptions {
  readonly measuring: Measuring
  readonly random: () => number
  /** Waits until an instant, or until the signal aborts; then it rejects. */
  readonly sleepUntil: (atMs: number, signal: AbortSignal) => Promise<void>
  /** Told of every measurement, and of a null where we are offline. */
  readonly onOutcome: (target: Target, outcome: Outcome | null) => void
  /** Told when a measurement took so long that others of the same target were left out. */
  readonly onLeftOut: (target: Target, count: number) => void
  readonly onFault: (error: unknown) => void
}

/** Knocks on a set of targets for as long as it is not stopped; the set may change at any time. */
export class Probing implements AsyncDisposable {
  readonly #options: ProbingOptions
  readonly #loops = new Map<
    string,
    { readonly stop: AbortController; readonly ended: Promise<void> }
  >()

  constructor(options: ProbingOptions) {
    this.#options = options
  }

  /** Targets that are knocked on. */
  get size(): number {
    return this.#loops.size
  }

  /** Goes on with these and no others; one whose probe has changed begins anew. */
  use(targets: readonly Target[]): void {
    const wanted = new Map(targets.map((target) => [JSON.stringify(target), target]))
    for (const [key, { stop }] of this.#loops) {
      if (wanted.has(key)) continue
      stop.abort()
      this.#loops.delete(key)
    }
    for (const [key, target] of wanted) {
      if (this.#loops.has(key)) continue
      const stop = new AbortController()
      this.#loops.set(key, { stop, ended: this.#loop(target, stop.signal) })
    }
  }

  /** Waits for measurements under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    const ended = [...this.#loops.values()].map((loop) => loop.ended)
    this.use([])
    await Promise.all(ended)
  }

  async #loop(target: Target, signal: AbortSignal): Promise<void> {
    const { measuring, random, sleepUntil, onOutcome, onLeftOut, onFault } = this.#options
    const { everyMs } = target.probe
    let due = firstDue({ id: target.id, everyMs }, measuring.now().getTime())
    while (!signal.aborted) {
      try {
        await sleepUntil(due, signal)
        const outcome = await measure(target, measuring)
        if (!signal.aborted) onOutcome(target, outcome)
      } catch (error) {
        if (signal.aborted) return
        onFault(error)
      }
      const now = measuring.now().getTime()
      const leftOut = Math.floor((now - due) / everyMs)
      if (leftOut > 0) onLeftOut(target, leftOut)
      due = nextDue({ id: target.id, everyMs }, Math.max(now, due), random)
    }
  }
}
