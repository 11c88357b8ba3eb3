import type { DocumentReference } from '../../../domain/part/document.ts'
import type { Measurement } from '../../../domain/part/measurements.ts'
import { DocumentUnreadable } from '../../documents/errors.ts'
import type { FhirDocument } from '../fhir-document/fhir-document.ts'
import type { Resource } from '../fhir-document/shapes.ts'
import { instantOfFhir } from '../fhir-document/time.ts'
import { codesOf } from '../fhir-document/words.ts'
import { fetusOf, observationOf } from './observation.ts'
import { wordsOfValue } from './observation-value.ts'

/**
 * An entry of a PMR document. The text of a measurement of a fetus begins with which one it is.
 *
 * @throws {DocumentUnreadable} for an entry without code or time
 */
export function measurementOf(
  entry: Resource,
  from: {
    readonly read: FhirDocument
    readonly place: string
    readonly document: DocumentReference
  },
): Measurement {
  const { read, place, document } = from
  const { format } = read
  const observation = observationOf(entry, format, place)
  const [code] = codesOf(observation.code)
  if (!code) throw new DocumentUnreadable(format, `${place}.code is missing, or names no system`)
  const { effectiveDateTime, valueQuantity, valueInteger } = observation
  if (!effectiveDateTime)
    throw new DocumentUnreadable(format, `${place}.effectiveDateTime is missing`)
  const isExact = valueQuantity?.value !== undefined && valueQuantity.comparator === undefined
  const number = isExact ? valueQuantity.value : valueInteger
  const fetus = fetusOf(observation, read)
  const words = number === undefined ? wordsOfValue(observation) : null
  const text = [fetus === null ? null : `Fetus ${fetus}`.trim(), words].filter(Boolean).join(': ')
  return {
    at: instantOfFhir(effectiveDateTime, { format, place: `${place}.effectiveDateTime` }),
    code,
    value: number ?? null,
    unit: (isExact && (valueQuantity.unit ?? valueQuantity.code)) || null,
    text: text || null,
    measuredBy: null,
    responsible: read.author,
    document,
  }
}
