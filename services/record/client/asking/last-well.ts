import type { SourceName } from '../../domain/answer.ts'
import type { Instant } from '../../domain/coded.ts'

/** When each source last answered as it should. */
export class LastWell {
  readonly #held = new Map<SourceName, Instant>()
  #isChanged = false

  /** @returns null where nothing is known */
  of(source: SourceName): Instant | null {
    return this.#held.get(source) ?? null
  }

  /** Tells of an answer just now. */
  seen(source: SourceName, at: Instant): void {
    this.#held.set(source, at)
    this.#isChanged = true
  }

  /** Takes over what was known before, where nothing newer is. */
  recall(known: ReadonlyMap<SourceName, Instant>): void {
    for (const [source, at] of known) if (!this.#held.has(source)) this.#held.set(source, at)
  }

  /** @returns all of it, once after each change; null where there is nothing new to be kept */
  takeChanged(): ReadonlyMap<SourceName, Instant> | null {
    if (!this.#isChanged) return null
    this.#isChanged = false
    return new Map(this.#held)
  }
}
