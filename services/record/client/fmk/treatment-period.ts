import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { child, elementsOf, needed } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import type { Day } from '../../domain/coded.ts'
import { dayOf } from '../answer/xsd-values.ts'
import { e2, fmk } from './names.ts'

/** From when to when a medication is to be taken, both days included; null is open. */
export interface TreatmentPeriod {
  readonly from: Day | null
  readonly to: Day | null
}

const READ: ReadonlySet<string> = new Set([
  ...['CreatedDateTime', 'TreatmentStartDate', 'TreatmentEndDate', 'TreatmentEndingUndetermined'],
])

/**
 * Reads `BeginEndDate`.
 *
 * @throws {UpstreamAnswerInvalid} for a beginning or an end that is written in another way: whether it is in force could not be told
 */
export function treatmentPeriodOf(medication: XmlElement): TreatmentPeriod {
  const dates = needed(medication, e2('BeginEndDate'))
  if (elementsOf(dates).some(({ localName }) => !READ.has(localName ?? ''))) {
    throw new UpstreamAnswerInvalid('a treatment begins or ends in a way that is not known')
  }
  const from = child(dates, fmk('TreatmentStartDate'))
  const to = child(dates, fmk('TreatmentEndDate'))
  if (!to && !child(dates, fmk('TreatmentEndingUndetermined'))) {
    throw new UpstreamAnswerInvalid('a treatment says nothing about its end')
  }
  return { from: from && dayOf(from), to: to && dayOf(to) }
}

/** Whether a day lies within a period. */
export const isWithin = (day: Day, { from, to }: TreatmentPeriod): boolean =>
  (from === null || from <= day) && (to === null || day <= to)
