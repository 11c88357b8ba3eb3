import { hash } from 'node:crypto'

/** A part of the interval by which a beginning is put off at random, so that nobody can count on the second. */
const JITTER = 0.05

/**
 * When a target is due next. Each has a grid of its own in the interval, made of its id, so that targets spread by
 * themselves and no measurement, however long it takes, moves the ones behind it.
 *
 * @param after milliseconds since 1970; the next is later
 * @param random from 0, inclusive, to 1, exclusive
 * @returns milliseconds since 1970
 */
export function nextDue(
  target: { readonly id: string; readonly everyMs: number },
  after: number,
  random: () => number,
): number {
  const { everyMs } = target
  const phase = phaseOf(target.id) * everyMs
  const grid = Math.floor((after - phase) / everyMs + 1) * everyMs + phase
  return grid + random() * JITTER * everyMs
}

/** What is new is measured within seconds, whatever its interval: nobody waits an hour to learn that it is there. */
const FIRST_WITHIN_MS = 10_000

/** When a target is due that has only just been taken on; from then on {@link nextDue} holds. */
export const firstDue = (
  { id, everyMs }: { readonly id: string; readonly everyMs: number },
  now: number,
): number => now + phaseOf(id) * Math.min(everyMs, FIRST_WITHIN_MS)

function phaseOf(id: string): number {
  return Number.parseInt(hash('sha1', id, 'hex').slice(0, 8), 16) / 2 ** 32
}
