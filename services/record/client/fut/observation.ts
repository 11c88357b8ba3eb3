import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import type { Measurement } from '../../domain/part/measurements.ts'
import {
  type FhirObject,
  type FhirResource,
  neededText,
  objectIn,
  objectsIn,
  textIn,
} from '../fhir/json.ts'
import { codeOf } from './code.ts'
import { measuredBy, responsibleFor } from './performer.ts'
import { measuredAt } from './time.ts'
import { valueIn } from './value.ts'

const CPR_SYSTEM = 'urn:oid:1.2.208.176.1.2'

const IS_MEASURED: ReadonlyMap<string, boolean> = new Map([
  ...(['final', 'amended', 'corrected'] as const).map((status) => [status, true] as const),
  ...(['entered-in-error', 'cancelled'] as const).map((status) => [status, false] as const),
])

/**
 * The measurements of one `Observation`: its own value, and that of each component. What was entered in error or cancelled is none, and
 * one that only groups others says nothing of its own.
 *
 * Its interpretation, its reference range and its notes have no place in a measurement.
 *
 * @throws {UpstreamAnswerInvalid} for anything else than an observation of that person, for one that is not finished, and for what
 *   modifies its meaning
 * @see FHIR R4, Observation
 */
export function observed(observation: FhirResource, cpr: string): readonly Measurement[] {
  checkReadable(observation, cpr)
  const isMeasured = IS_MEASURED.get(neededText(observation, 'status'))
  if (isMeasured === undefined) throw new UpstreamAnswerInvalid('an observation is not finished')
  const about = {
    at: measuredAt(observation),
    measuredBy: measuredBy(observation),
    responsible: responsibleFor(observation),
    document: null,
  }
  const stated = [observation, ...objectsIn(observation, 'component')].flatMap((statement) => {
    const value = valueIn(statement)
    return value ? [{ ...about, code: codeOf(statement), ...value }] : []
  })
  if (stated.length === 0 && objectsIn(observation, 'hasMember').length === 0) {
    throw new UpstreamAnswerInvalid('an observation says nothing')
  }
  return isMeasured ? stated : []
}

function checkReadable(observation: FhirResource, cpr: string): void {
  if (observation.resourceType !== 'Observation') {
    throw new UpstreamAnswerInvalid('a match is no observation')
  }
  if (textIn(observation, 'implicitRules') || isModified(observation)) {
    throw new UpstreamAnswerInvalid('an observation is modified in a way that is not known')
  }
  const subject = objectIn(observation, 'subject') ?? {}
  const identifier = objectIn(subject, 'identifier') ?? {}
  if (identifier.system !== CPR_SYSTEM || identifier.value !== cpr) {
    throw new UpstreamAnswerInvalid('an observation is of somebody else')
  }
}

const isModified = (observation: FhirObject): boolean =>
  [observation, ...objectsIn(observation, 'component')].some(
    (element) => objectsIn(element, 'modifierExtension').length > 0,
  )
