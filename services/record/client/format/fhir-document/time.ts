import type { Day, Instant } from '../../../domain/coded.ts'
import { DocumentUnreadable } from '../../documents/errors.ts'
import { danishDay, danishOffset } from '../cda/danish-time.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
const LESS_THAN_A_DAY = /^\d{4}(-\d{2})?$/

/** Where a text stands, for what is said of it. */
export interface Where {
  readonly format: string
  readonly place: string
}

/**
 * A `dateTime` as an instant; a day is its midnight in Denmark.
 *
 * @throws {DocumentUnreadable} for a month, a year, and what there is not
 */
export function instantOfFhir(text: string, where: Where): Instant {
  const local = DATE.test(text) && isThere(text) ? `${text}T00:00:00` : null
  if (local) return `${local}${danishOffset(local)}`
  if (TIME.test(text) && isThere(text)) return text
  throw new DocumentUnreadable(where.format, `${where.place} is no time`)
}

/**
 * A `date` or `dateTime` as a day, in Denmark where it has a time.
 *
 * @returns null for a month or a year alone: which day of it is not said
 * @throws {DocumentUnreadable} for what is neither
 */
export function dayOfFhir(text: string, where: Where): Day | null {
  if (LESS_THAN_A_DAY.test(text)) return null
  if (DATE.test(text) && isThere(text)) return text
  return danishDay(instantOfFhir(text, where))
}

// Date takes 31 June for 1 July; what it makes of the day must be that day.
function isThere(text: string): boolean {
  const day = text.slice(0, 10)
  const at = Date.parse(`${day}T00:00:00Z`)
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
  return isDay && !Number.isNaN(Date.parse(text))
}
