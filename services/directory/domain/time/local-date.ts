/** A calendar day in Europe/Copenhagen, `YYYY-MM-DD`; compares as text. */
export type LocalDate = string & { readonly __brand: 'LocalDate' }

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * Reads a calendar day.
 *
 * @throws {RangeError} when the text is no day of the calendar, year 0000 included
 */
export function localDate(text: string): LocalDate {
  const [, year, month, day] = SHAPE.exec(text) ?? []
  const date = new Date(`${text}T00:00:00Z`)
  const isReal =
    year !== undefined &&
    year !== '0000' &&
    date.getUTCMonth() + 1 === Number(month) &&
    date.getUTCDate() === Number(day)
  if (!isReal) throw new RangeError(`Cannot read date "${text}": not a day written YYYY-MM-DD`)
  return text as LocalDate
}

/** First day that the registers use for "no end": a `ToDate` from here on is open. */
export const OPEN_FROM = '2099-01-01' as LocalDate

/** An end date as the register means it: null when it is absent or so far ahead that it stands for "open". */
export const endOrOpen = (end: LocalDate | null): LocalDate | null =>
  end === null || end >= OPEN_FROM ? null : end

/** @param days may be negative */
export function addDays(day: LocalDate, days: number): LocalDate {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10) as LocalDate
}

const COPENHAGEN = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar day in Copenhagen at an instant. */
export const dayOf = (instant: Date): LocalDate => COPENHAGEN.format(instant) as LocalDate
