/** That stronger evidence is wanted of a relation, and is told when it comes. */
export interface FollowUp {
  /** Of the system that may fetch it. */
  readonly cvr: string
  readonly reference: string
  readonly orderedAt: string
}

/** Follow-ups of one sandbox, numbered as they come; in memory. */
export class FollowUps {
  readonly #all: FollowUp[] = []

  order(followUp: FollowUp): void {
    this.#all.push(followUp)
  }

  /** Those of a system behind a number; it gives the last one it has, and without it has all again. */
  after(cvr: string, offset: number): readonly (FollowUp & { readonly number: number })[] {
    return this.#all
      .map((followUp, index) => ({ ...followUp, number: index + 1 }))
      .filter((followUp) => followUp.cvr === cvr && followUp.number > offset)
  }
}
