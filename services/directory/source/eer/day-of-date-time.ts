import { dayOf, type LocalDate, localDate } from '../../domain/time/local-date.ts'

const PARTIAL = /^\d{4}(-\d{2})?$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * The day in Copenhagen of a FHIR dateTime; a year or a month alone stands for its first day, or its last.
 *
 * @throws {RangeError} when the text is no FHIR dateTime
 */
export function dayOfDateTime(text: string, edge: 'start' | 'end'): LocalDate {
  if (PARTIAL.test(text)) return edgeOf(text, edge)
  if (!text.includes('T')) return localDate(text)
  return dayOf(instantOf(text))
}

/** @throws {RangeError} unless the text is an instant with its offset */
export function instantOf(text: string): Date {
  const instant = new Date(text)
  if (!INSTANT.test(text) || Number.isNaN(instant.getTime()) || text.startsWith('0000')) {
    throw new RangeError(`Cannot read instant "${text}": not a date, time and offset`)
  }
  return instant
}

function edgeOf(text: string, edge: 'start' | 'end'): LocalDate {
  const first = localDate(text.length === 4 ? `${text}-01-01` : `${text}-01`)
  if (edge === 'start') return first
  const after = new Date(`${first}T00:00:00Z`)
  if (text.length === 4) after.setUTCFullYear(after.getUTCFullYear() + 1)
  else after.setUTCMonth(after.getUTCMonth() + 1)
  after.setUTCDate(after.getUTCDate() - 1)
  return localDate(after.toISOString().slice(0, 10))
}
