import type { Day, Instant } from './coded.ts'

/** Why a record is asked for. */
export type Purpose = 'TREATMENT' | 'OWN_RECORD' | 'PROXY'

/** Consent set aside, with the reason in words. */
export interface ConsentOverride {
  readonly ground: 'CITIZEN_CONSENTS' | 'NOT_REACHABLE'
  readonly reason: string
}

/** What is asked of one citizen's record, by whom and why. */
export interface Question {
  /** 10 characters: digits, or a replacement number of the X-eCPR form. */
  readonly cpr: string
  readonly purpose: Purpose
  /** SOR id of the unit that the caller acts for now. */
  readonly actingAt: string | null
  /** Authorisation code, or person number in a proxy's case. */
  readonly onBehalfOf: string | null
  readonly override: ConsentOverride | null
}

/** A span of days; null is open. */
export interface DayRange {
  readonly from: Day | null
  readonly to: Day | null
}

/** A span of time; null is open. */
export interface TimeRange {
  readonly from: Instant | null
  readonly to: Instant | null
}
