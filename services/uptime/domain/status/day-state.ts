import type { HealthState } from '../health-state.ts'
import { measuredMs, type Share } from '../history/stretch.ts'

/** The colour of a day, and how much of the day it stands for. */
export interface DayState {
  readonly state: Exclude<HealthState, 'UNMEASURED'>
  /** Share of the day so far that was spent in this state, 0 to 1. */
  readonly ratio: number
}

/** A gap shorter than this share of a day does not hide how the rest of it was. */
const UNKNOWN_FROM = 0.05

/**
 * What a day is remembered for: the worst that happened in it.
 *
 * @param share null where there are no figures of the day
 * @returns null where nothing can be said of it, which is no good news
 */
export function dayStateOf(share: Share | null): DayState | null {
  if (share === null) return null
  const { upMs, degradedMs, downMs, unknownMs, maintenanceMs } = share
  const whole = measuredMs(share) + unknownMs + maintenanceMs
  if (whole === 0) return null
  const of = (state: DayState['state'], ms: number): DayState => ({ state, ratio: ms / whole })
  if (downMs > 0) return of('DOWN', downMs)
  if (degradedMs > 0) return of('DEGRADED', degradedMs)
  if (unknownMs > UNKNOWN_FROM * whole) return of('UNKNOWN', unknownMs)
  if (maintenanceMs > 0) return of('MAINTENANCE', maintenanceMs)
  return upMs > 0 ? of('UP', upMs) : of('UNKNOWN', whole)
}
