import type { Verdict } from '../outcome.ts'
import { lengthOf, overlapOf, type TimeWindow, without } from '../time/window.ts'

/** A verdict, and the time for which it is the last word. */
export interface Stretch extends TimeWindow {
  readonly verdict: Verdict
}

/** A measurement on the line of time. */
export interface Measured {
  /** Milliseconds since 1970 in UTC. */
  readonly at: number
  readonly verdict: Verdict
}

/**
 * What measurements say of the time between them. Each speaks until the next, and no longer than it is fresh: what comes
 * after that is known to nobody, and is no stretch.
 *
 * @param measured in order of time
 * @param freshMs how long a measurement speaks when no other follows
 */
export function stretchesOf(
  measured: readonly Measured[],
  { freshMs, now }: { readonly freshMs: number; readonly now: number },
): readonly Stretch[] {
  return measured.flatMap(({ at, verdict }, index) => {
    const to = Math.min(measured[index + 1]?.at ?? now, at + freshMs)
    return to > at ? [{ from: at, to, verdict }] : []
  })
}

/** Milliseconds in each state. `unknown` is what no measurement speaks for; `maintenance` was announced, and counts for nothing. */
export interface Share {
  readonly upMs: number
  readonly degradedMs: number
  readonly downMs: number
  readonly unknownMs: number
  readonly maintenanceMs: number
}

/** No time at all. */
export const NO_TIME: Share = { upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, maintenanceMs: 0 }

/**
 * How a window was spent, to the millisecond: the parts come to its length.
 *
 * @param stretches that do not overlap
 * @param maintenance announced windows; they may overlap
 */
export function shareOf(
  window: TimeWindow,
  stretches: readonly Stretch[],
  maintenance: readonly TimeWindow[] = [],
): Share {
  const counted = without(window, maintenance)
  const countedMs = total(counted)
  const spent = (verdict: Verdict): number =>
    stretches
      .filter((stretch) => stretch.verdict === verdict)
      .reduce((sum, stretch) => sum + total(counted.map((part) => overlapOf(part, stretch))), 0)
  const [upMs, degradedMs, downMs] = [spent('UP'), spent('DEGRADED'), spent('DOWN')]
  return {
    ...{ upMs, degradedMs, downMs },
    unknownMs: countedMs - upMs - degradedMs - downMs,
    maintenanceMs: lengthOf(window) - countedMs,
  }
}

/** The parts of two windows together. */
export const together = (a: Share, b: Share): Share => ({
  upMs: a.upMs + b.upMs,
  degradedMs: a.degradedMs + b.degradedMs,
  downMs: a.downMs + b.downMs,
  unknownMs: a.unknownMs + b.unknownMs,
  maintenanceMs: a.maintenanceMs + b.maintenanceMs,
})

/** Milliseconds that were measured. */
export const measuredMs = ({ upMs, degradedMs, downMs }: Share): number =>
  upMs + degradedMs + downMs

/** Share of the measured time in which it answered, slowly or not; null where nothing was measured. */
export function upRatio(share: Share): number | null {
  const measured = measuredMs(share)
  return measured === 0 ? null : (share.upMs + share.degradedMs) / measured
}

/** Share of the time without maintenance that was measured; 0 where there is none. */
export function measuredRatio(share: Share): number {
  const counted = measuredMs(share) + share.unknownMs
  return counted === 0 ? 0 : measuredMs(share) / counted
}

const total = (windows: readonly TimeWindow[]): number =>
  windows.reduce((sum, window) => sum + lengthOf(window), 0)
