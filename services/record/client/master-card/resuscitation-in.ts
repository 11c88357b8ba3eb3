import { attribute, child, children } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { Day } from '../../domain/coded.ts'
import { DocumentUnreadable, readingAs } from '../documents/errors.ts'
import type { Statement } from '../format/cda/entry.ts'
import { hl7 } from '../format/cda/names.ts'
import { unlessNull } from '../format/cda/null-flavor.ts'
import { dayOf } from '../format/cda/time.ts'
import { typeOf } from '../format/cda/value.ts'
import { cardOf } from './card.ts'
import { ResuscitationUnclear } from './resuscitation-unclear.ts'

/** What the card says; the days as it writes them, and null where it writes none. */
export type StatedOptOut =
  | { readonly registered: false }
  | {
      readonly registered: true
      readonly registeredOn: Day | null
      readonly inForceFrom: Day | null
    }

/**
 * Whether a master card says that the citizen has opted out of resuscitation. Nothing is computed: a day is read where it stands,
 * the registration from the author's time, the coming into force from the beginning of the observation's own; where the
 * platform writes them is unverified. What ends at some time, is negated, or is not in force is not weighed, and thus unclear.
 *
 * @param cpr the citizen whom the card must be about
 * @throws {ResuscitationUnclear} for anything but one true or one false
 * @see PDC-DK 3.0, NoResuscitationRegistration
 */
export function resuscitationIn(content: Buffer, cpr: string): StatedOptOut {
  try {
    return readingAs('PDC-DK', () => statedIn(content, cpr))
  } catch (cause) {
    if (!(cause instanceof DocumentUnreadable)) throw cause
    throw new ResuscitationUnclear('the master card cannot be read', { cause })
  }
}

function statedIn(content: Buffer, cpr: string): StatedOptOut {
  const statements = cardOf(content, cpr).observations('NoResuscitationRegistration')
  const [statement] = statements
  if (!statement) throw new ResuscitationUnclear('the master card does not speak of it')
  if (statements.length > 1)
    throw new ResuscitationUnclear('the master card speaks of it more than once')
  requireInForce(statement)
  if (!isRegistered(statement.element)) return { registered: false }
  return { registered: true, ...daysOf(statement) }
}

const NOT_FINAL = 'what the master card says of it is negated, ended, or not in force'

function requireInForce({ element }: Statement): void {
  const status = child(element, hl7('statusCode'))
  const isFinal = status === null || attribute(status, 'code') === 'completed'
  const time = child(element, hl7('effectiveTime'))
  const hasEnd = time !== null && unlessNull(child(time, hl7('high'))) !== null
  const isPlain =
    attribute(element, 'negationInd') !== 'true' &&
    attribute(element, 'nullFlavor') === null &&
    attribute(element, 'classCode') === 'OBS' &&
    attribute(element, 'moodCode') === 'EVN'
  if (!isFinal || hasEnd || !isPlain) throw new ResuscitationUnclear(NOT_FINAL)
}

function isRegistered(observation: XmlElement): boolean {
  const values = children(observation, hl7('value'))
  const [value] = values
  if (!value || values.length > 1)
    throw new ResuscitationUnclear('the master card does not hold one value for it')
  if (attribute(value, 'nullFlavor') !== null)
    throw new ResuscitationUnclear('the master card leaves it open')
  const said = attribute(value, ATTRIBUTE[typeOf(value) ?? ''] ?? '')
  if (said === 'true') return true
  if (said === 'false') return false
  throw new ResuscitationUnclear('the master card says neither true nor false')
}

/** Where a value of a type says yes or no; in the published card it is an identifier. */
const ATTRIBUTE: Readonly<Record<string, string>> = { II: 'extension', BL: 'value' }

function daysOf({ element, place }: Statement): {
  readonly registeredOn: Day | null
  readonly inForceFrom: Day | null
} {
  const author = child(element, hl7('author'))
  const time = child(element, hl7('effectiveTime'))
  return {
    registeredOn: dayIn(author && child(author, hl7('time')), `${place}/author/time`),
    inForceFrom: dayIn(time && (child(time, hl7('low')) ?? time), `${place}/effectiveTime`),
  }
}

function dayIn(element: XmlElement | null, place: string): Day | null {
  const value = attribute(unlessNull(element), 'value')
  return value === null ? null : dayOf(value, place)
}
