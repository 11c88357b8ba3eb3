/** Numbers that look random and are the same for the same seed on every machine. */
export interface Random {
  /** At least 0, below `bound`. */
  below(bound: number): number
  pick<T>(from: readonly [T, ...T[]]): T
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean
}

/** @param seed a whole number; equal seeds give equal sequences (mulberry32) */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    below: (bound) => Math.floor(next() * bound),
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    chance: (probability) => next() < probability,
  }
}
