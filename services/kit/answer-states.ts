/**
 * The states of the data that an answer was made of. Two answers to one question that were made of the same states are the
 * same answer.
 */
export class AnswerStates {
  readonly #states = new Set<string>()
  #isOpen = false

  /** @param state printable ASCII without spaces; never anything that a caller may not read */
  add(state: string): void {
    this.#states.add(state)
  }

  /** The answer holds something that no state tells of, and may be another at any moment. */
  leaveOpen(): void {
    this.#isOpen = true
  }

  /** @returns sorted; null where the answer may be another at any moment, as one is of which nothing has been said */
  all(): readonly string[] | null {
    return this.#isOpen || this.#states.size === 0 ? null : [...this.#states].sort()
  }
}

/** The header in which a subgraph that is served apart tells the states of its answer. */
export const STATE_HEADER = 'fundament-state'

/** As {@link STATE_HEADER} carries them. */
export const statesText = (states: readonly string[]): string => states.join(' ')

/** Reads what {@link statesText} wrote, into `states`; a header that is absent leaves the answer open. */
export function readStates(text: string | null, states: AnswerStates): void {
  const found = (text ?? '').split(' ').filter((state) => state !== '')
  if (found.length === 0) states.leaveOpen()
  for (const state of found) states.add(state)
}
