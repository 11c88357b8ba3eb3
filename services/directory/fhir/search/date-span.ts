import type { DateValue } from '../criterion.ts'

/** Some of time: from an instant on, and up to another; both RFC 3339 in UTC with milliseconds. */
export interface TimeSpan {
  readonly from: string
  readonly before: string
}

const PREFIXES = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const
const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/

/** @returns null for what is no R4 date with or without a prefix */
export function dateValue(text: string): DateValue | null {
  const prefix = PREFIXES.find((known) => text.startsWith(known))
  const span = timeSpan(prefix ? text.slice(2) : text)
  return span && { prefix: prefix ?? 'eq', ...span }
}

/**
 * The span that a date of whatever precision covers: a year, a month, a day, a minute, a second, a millisecond. A day is
 * one in UTC where no zone is written, as instants are served.
 *
 * @returns null for what is no date
 */
export function timeSpan(text: string): TimeSpan | null {
  const match = DATE.exec(text)
  if (!match) return null
  const [, year = '', month, day, hour, minute, second, fraction, zone] = match
  const millisecond = fraction?.padEnd(3, '0').slice(0, 3)
  const fields = [month ?? '01', day ?? '01', hour ?? '00', minute ?? '00', second ?? '00']
  const [mm, dd, hh, mi, ss] = fields
  const written = `${year}-${mm}-${dd}T${hh}:${mi}:${ss}.${millisecond ?? '000'}`
  const start = Date.parse(`${written}${zone ?? 'Z'}`)
  // 30 February is rolled over by Date; and a day that is another after reading was none.
  const asWritten = new Date(`${year}-${mm}-${dd}T00:00:00Z`)
  if (Number.isNaN(start) || Number.isNaN(asWritten.getTime())) return null
  if (!asWritten.toISOString().startsWith(`${year}-${mm}-${dd}`)) return null
  return { from: instant(start), before: instant(endOf(start, match)) }
}

function endOf(start: number, [, , month, day, hour, , second, fraction]: RegExpExecArray): number {
  if (fraction !== undefined) return start + 1
  if (second !== undefined) return start + 1_000
  if (hour !== undefined) return start + 60_000
  if (day !== undefined) return start + 86_400_000
  const end = new Date(start)
  if (month !== undefined) return end.setUTCMonth(end.getUTCMonth() + 1)
  return end.setUTCFullYear(end.getUTCFullYear() + 1)
}

const instant = (millisecond: number): string => new Date(millisecond).toISOString()
