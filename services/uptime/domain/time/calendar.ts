import type { TimeWindow } from './window.ts'

const ZONE = 'Europe/Copenhagen'
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const days = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' })

/** The day on which an instant falls in Denmark, `YYYY-MM-DD`. */
export const dayOf = (instantMs: number): string => days.format(instantMs)

/** When a Danish day begins and ends: 23 hours on the day that summer time begins, 25 on the day that it ends. */
export function windowOfDay(day: string): TimeWindow {
  return { from: startOf(day), to: startOf(nextDay(day)) }
}

/** When a Danish month begins and ends. */
export function windowOfMonth(month: string): TimeWindow {
  return { from: startOf(`${month}-01`), to: startOf(`${nextMonth(month)}-01`) }
}

/** @param day `YYYY-MM-DD` */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)

/** Days of a window in Denmark, each of which it touches, in order. */
export function daysIn({ from, to }: TimeWindow): readonly string[] {
  const found: string[] = []
  for (let day = dayOf(from); startOf(day) < to; day = nextDay(day)) found.push(day)
  return found
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}

// Denmark is one hour or two ahead of UTC, and never changes that at midnight.
function startOf(day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight)) throw new RangeError(`Cannot read day "${day}": it is none`)
  const summer = midnight - 2 * HOUR_MS
  return dayOf(summer) === day ? summer : midnight - HOUR_MS
}
