import type { LocalDate } from '../time/local-date.ts'
import { isInForce, type Period } from '../time/validity.ts'

/**
 * How a unit stands on a day. `NOT_RECORDED`: it existed or may have existed, but what it was called is not known to any
 * source that we hold.
 */
export type UnitStatus = 'ACTIVE' | 'FUTURE' | 'CLOSED' | 'NOT_RECORDED'

/** What the nearest version of a unit says about its life. */
export interface UnitLife extends Period {
  /** First day of the unit's first version, held by us or not; null where the source does not say. */
  readonly firstFrom: LocalDate | null
  /** False where the source dates nothing: `validFrom` is then the first snapshot that held the unit. */
  readonly isDated: boolean
  /** The register held the unit once and holds it no more. */
  readonly isGone: boolean
}

/**
 * Says how a unit stands on a day.
 *
 * @param life of the version in force on the day; else of the last one before it; else of the earliest
 */
export function unitStatusOn(life: UnitLife, day: LocalDate): UnitStatus {
  if (life.isGone) return 'CLOSED'
  if (isInForce(life, day)) return 'ACTIVE'
  if (life.validFrom <= day) return 'CLOSED'
  const existed = !life.isDated || (life.firstFrom !== null && life.firstFrom <= day)
  return existed ? 'NOT_RECORDED' : 'FUTURE'
}
