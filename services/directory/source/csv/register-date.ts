import { endOrOpen, type LocalDate, localDate } from '../../domain/time/local-date.ts'

const YEAR_FIRST = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/
const DAY_FIRST = /^(\d{2})[-./](\d{2})[-./](\d{4})(?:[T ].*)?$/

/**
 * A day as the register files write it: 2026-11-23, 20261123, 23-11-2026, 23.11.2026, each with or without a time.
 *
 * @throws {RangeError} when it is no day of the calendar
 */
export function registerDate(text: string): LocalDate {
  const first = YEAR_FIRST.exec(text)
  if (first) return localDate(`${first[1]}-${first[2]}-${first[3]}`)
  const [, day, month, year] = DAY_FIRST.exec(text) ?? []
  if (year === undefined) throw new RangeError(`Cannot read date "${text}": is no day`)
  return localDate(`${year}-${month}-${day}`)
}

/** A validity as facts state it: `validTo` inclusive, null when open. */
export interface Validity {
  readonly validFrom: LocalDate | null
  readonly validTo: LocalDate | null
}

/** Why a row's days cannot be taken, in the terms of a rejection. */
export interface WrongDays {
  readonly rule: 'DATE_INVALID' | 'DATES_REVERSED'
  readonly value: string
  readonly state: string
}

/** Reads first and last day of a row; absent is null. */
export function validityOf(from: string | null, to: string | null): Validity | WrongDays {
  const validFrom = from === null ? null : dayOrNull(from)
  if (from !== null && validFrom === null) return noDay(from)
  const last = to === null ? null : dayOrNull(to)
  if (to !== null && last === null) return noDay(to)
  if (validFrom !== null && last !== null && last < validFrom) {
    const value = `${validFrom} to ${last}`
    return { rule: 'DATES_REVERSED', value, state: 'the last day lies before the first' }
  }
  return { validFrom, validTo: endOrOpen(last) }
}

const MAX_KEPT = 50_000
const kept = new Map<string, LocalDate | null>()

/** A day, or null when the text is none; the same few thousand days come again and again, so they are remembered. */
export function dayOrNull(text: string): LocalDate | null {
  const known = kept.get(text)
  if (known !== undefined) return known
  const day = parsedOrNull(text)
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(text, day)
  return day
}

function parsedOrNull(text: string): LocalDate | null {
  try {
    return registerDate(text)
  } catch {
    return null
  }
}

const noDay = (value: string): WrongDays => ({
  rule: 'DATE_INVALID',
  value,
  state: 'is no day of the calendar',
})

/** Tells wrong days from a validity. */
export const isWrong = (days: Validity | WrongDays): days is WrongDays => 'rule' in days
