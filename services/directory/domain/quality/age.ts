import type { LocalDate } from '../time/local-date.ts'

const DAY_MS = 86_400_000

/** Days from the first on which something has been so to the day looked at; 0 on the first. */
export const ageInDays = (since: LocalDate, day: LocalDate): number =>
  Math.round((Date.parse(day) - Date.parse(since)) / DAY_MS)
