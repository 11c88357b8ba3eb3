import * as v from 'valibot'
import { codeableConcept, type Resource, shaped } from '../fhir-document/shapes.ts'
import { wordsOf } from '../fhir-document/words.ts'
import { type Observation, observationOf } from './observation.ts'
import { wordsOfValue } from './observation-value.ts'

const coded = v.looseObject({ code: v.optional(codeableConcept, { coding: [] }) })

/**
 * An entry of a section as text: what it is about, then its values.
 *
 * @throws {DocumentUnreadable}
 */
export function wordsOfEntry(entry: Resource, format: string, place: string): string {
  if (entry.resourceType === 'Observation')
    return wordsOfObservation(observationOf(entry, format, place))
  const { code } = shaped(coded, entry, { format, place })
  return wordsOf(code) ?? entry.resourceType
}

function wordsOfObservation(observation: Observation): string {
  const about = wordsOf(observation.code) ?? 'Observation'
  const value = wordsOfValue(observation)
  const components = observation.component.map((component) =>
    [wordsOf(component.code), wordsOfValue(component)].filter(Boolean).join(': '),
  )
  const values = [value, ...components].filter(Boolean)
  return values.length === 0 ? about : `${about}: ${values.join('; ')}`
}
