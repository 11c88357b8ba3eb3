import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { Day, Instant } from '../../domain/coded.ts'

const DATE = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/**
 * Reads an `xs:date`; an offset behind it is left out, for the day is meant as it is written.
 *
 * @throws {UpstreamAnswerInvalid} for no day of the calendar
 */
export function dayOf(element: XmlElement): Day {
  const [, day] = DATE.exec(textOf(element) ?? '') ?? []
  if (day && isDay(day)) return day
  throw new UpstreamAnswerInvalid(`${element.localName} is no day`)
}

/**
 * Reads an `xs:dateTime` with its offset, as it is written.
 *
 * @throws {UpstreamAnswerInvalid} for anything else, one without an offset included: which hour it means is not guessed
 */
export function instantOf(element: XmlElement): Instant {
  const text = textOf(element) ?? ''
  if (isInstant(text)) return text
  throw new UpstreamAnswerInvalid(`${element.localName} is no point in time`)
}

/** Tells a point in time that is written with its offset. */
export function isInstant(text: string): boolean {
  const [, day] = DATE_TIME.exec(text) ?? []
  return day !== undefined && isDay(day) && Number.isFinite(Date.parse(text))
}

/** @throws {UpstreamAnswerInvalid} for anything but the four spellings of `xs:boolean` */
export function truthOf(element: XmlElement): boolean {
  const text = textOf(element)
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  throw new UpstreamAnswerInvalid(`${element.localName} is neither true nor false`)
}

/** @throws {UpstreamAnswerInvalid} for an element without text */
export function wordsOf(element: XmlElement): string {
  const text = textOf(element)
  if (text !== null) return text
  throw new UpstreamAnswerInvalid(`${element.localName} is empty`)
}

/** Tells a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return Number.isFinite(date.getTime()) && date.toISOString().startsWith(text)
}
