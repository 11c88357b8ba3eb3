import type { LocalDate } from './local-date.ts'

/** A time of validity in whole days, both ends inclusive; null is open. */
export interface Period {
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

/** Tells whether the period holds the day; the last day is in it. */
export const isInForce = ({ validFrom, validTo }: Period, day: LocalDate): boolean =>
  validFrom <= day && (validTo === null || day <= validTo)
