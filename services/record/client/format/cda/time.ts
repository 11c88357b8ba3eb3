import { attribute, child } from '../../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'
import type { Day, Instant } from '../../../domain/coded.ts'
import { danishOffset } from './danish-time.ts'
import { hl7 } from './names.ts'
import { unlessNull } from './null-flavor.ts'

const TS =
  /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\.\d{1,4})?)?)?)?([+-]\d{2}:?\d{2}|Z)?$/

/** A span of time; null is open, or unknown. */
export interface Span {
  readonly start: Instant | null
  readonly end: Instant | null
}

/**
 * A point in time of HL7 version 3 (TS) as RFC 3339. A time of only a day, or without a zone, is Danish local time
 * (Europe/Copenhagen): a day is its midnight. A month or a year is no point in time.
 *
 * @param place named where it is refused
 * @throws {XmlRefused}
 */
export function instantOf(text: string, place: string): Instant {
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] =
    partsOf(text, place)
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  if (!isClock(local)) throw new XmlRefused(`${place} is a time that there is not`)
  const offset = zone ? zoneOf(zone) : danishOffset(local)
  if (!offset) throw new XmlRefused(`${place} is a time that there is not in its zone`)
  return `${local}${fraction}${offset}`
}

/**
 * The day of a point in time as it is written, in whatever zone that is: nothing is computed.
 *
 * @throws {XmlRefused}
 */
export function dayOf(text: string, place: string): Day {
  const [, year, month, day] = partsOf(text, place)
  if (isClock(`${year}-${month}-${day}T00:00:00`)) return `${year}-${month}-${day}`
  throw new XmlRefused(`${place} is a day that there is not`)
}

/** The value of a TS; null where it is absent or says that it is not known. */
export const instantIn = (element: XmlElement | null, place: string): Instant | null => {
  const value = attribute(unlessNull(element), 'value')
  return value === null ? null : instantOf(value, place)
}

/** An IVL_TS: `low` and `high`, or a single `value`, which says when it begins and not when it ends. */
export function spanIn(element: XmlElement | null, place: string): Span {
  const here = unlessNull(element)
  if (!here) return { start: null, end: null }
  const point = instantIn(here, place)
  return {
    start: instantIn(child(here, hl7('low')), `${place}/low`) ?? point,
    end: instantIn(child(here, hl7('high')), `${place}/high`),
  }
}

function partsOf(text: string, place: string): RegExpExecArray {
  const parts = TS.exec(text)
  if (parts) return parts
  throw new XmlRefused(`${place} is no time of HL7 version 3 down to the day`)
}

// Date takes 31 June for 1 July; what it makes of a text must be that text.
function isClock(local: string): boolean {
  const at = Date.parse(`${local}Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(local)
}

function zoneOf(zone: string): string | null {
  if (zone === 'Z') return zone
  const [hours, minutes] = [zone.slice(0, 3), zone.slice(-2)]
  return Math.abs(Number(hours)) <= 14 && Number(minutes) < 60 ? `${hours}:${minutes}` : null
}
