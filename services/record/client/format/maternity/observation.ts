import * as v from 'valibot'
import type { FhirDocument } from '../fhir-document/fhir-document.ts'
import {
  codeableConcept,
  identifier,
  type Resource,
  reference,
  shaped,
} from '../fhir-document/shapes.ts'
import { valueForms } from './observation-value.ts'

const observation = v.looseObject({
  resourceType: v.literal('Observation'),
  status: v.picklist(['final', 'amended', 'corrected']),
  code: codeableConcept,
  effectiveDateTime: v.optional(v.string()),
  focus: v.optional(v.array(reference), []),
  component: v.optional(v.array(v.looseObject({ code: codeableConcept, ...valueForms })), []),
  ...valueForms,
})

const fetus = v.looseObject({
  resourceType: v.literal('RelatedPerson'),
  identifier: v.optional(v.array(identifier), []),
})

/** An observation of a maternity document: a value, or several components with one each. */
export type Observation = v.InferOutput<typeof observation>

/**
 * @param place named where it is refused
 * @throws {DocumentUnreadable} for what is no observation that stands: one entered in error, say
 */
export const observationOf = (entry: Resource, format: string, place: string): Observation =>
  shaped(observation, entry, { format, place })

/**
 * Which fetus an observation is of, as its document numbers them; null for one of the pregnant woman.
 *
 * @throws {DocumentUnreadable} where it points at somebody who is no fetus
 */
export function fetusOf({ focus }: Observation, document: FhirDocument): string | null {
  const [of] = focus
  if (!of) return null
  const { identifier: numbers } = shaped(fetus, document.resolve(of.reference), {
    ...{ format: document.format, place: 'Observation.focus' },
  })
  return numbers.find(({ value }) => value)?.value ?? ''
}
