import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import type { Instant } from '../../domain/coded.ts'
import { isDay, isInstant } from '../answer/xsd-values.ts'
import { type FhirObject, neededText, objectIn, textIn } from '../fhir/json.ts'
import { danishOffset } from '../format/cda/danish-time.ts'

/**
 * When it was measured: an instant, or the beginning of a period. A day without a time is its midnight in Denmark.
 *
 * @throws {UpstreamAnswerInvalid} where no such time is told; a month is none
 */
export function measuredAt(observation: FhirObject): Instant {
  const period = objectIn(observation, 'effectivePeriod')
  const text =
    textIn(observation, 'effectiveDateTime') ??
    textIn(observation, 'effectiveInstant') ??
    (period && neededText(period, 'start'))
  if (text && isInstant(text)) return text
  const midnight = text && isDay(text) ? `${text}T00:00:00` : null
  const offset = midnight && danishOffset(midnight)
  if (offset) return `${midnight}${offset}`
  throw new UpstreamAnswerInvalid('an observation was made at no time')
}
