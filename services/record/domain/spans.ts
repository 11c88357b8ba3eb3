import type { DayRange, TimeRange } from './asker.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/** Tells a day of the calendar, written YYYY-MM-DD. */
export const isDay = (text: string): boolean => {
  const time = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // The engine makes 2 March of 30 February.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Tells an instant as RFC 3339 writes it. */
export const isInstant = (text: string): boolean =>
  INSTANT.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))

/** Whether both ends of a span are days, or open, and it does not end before it begins. */
export const isDayRange = ({ from, to }: DayRange): boolean =>
  [from, to].every((end) => end === null || isDay(end)) &&
  (from === null || to === null || from <= to)

/** Whether both ends of a span are instants, or open, and it does not end before it begins. */
export const isTimeRange = ({ from, to }: TimeRange): boolean =>
  [from, to].every((end) => end === null || isInstant(end)) &&
  (from === null || to === null || Date.parse(from) <= Date.parse(to))
