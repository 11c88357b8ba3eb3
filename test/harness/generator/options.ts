/** How a second snapshot differs from the first of the same seed and size. */
export interface Mutation {
  /** Units that bear another name. */
  readonly renamed: number
  /** Units that are no longer in the file. */
  readonly closed: number
  /** Units that are new, in owners of three. */
  readonly added: number
}

export interface GeneratorOptions {
  readonly seed: number
  /** Units of the first snapshot; `mutate` counts beside them. */
  readonly units: number
  /** `YYYY-MM-DD`. */
  readonly snapshotDate: string
  readonly mutate: Mutation
}

export const UNCHANGED: Mutation = { renamed: 0, closed: 0, added: 0 }

export const DEFAULTS: GeneratorOptions = {
  seed: 1,
  units: 400_000,
  snapshotDate: '2026-11-01',
  mutate: UNCHANGED,
}
