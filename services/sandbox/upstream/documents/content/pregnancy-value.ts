import type { ComponentValue } from '../../../domain/world/pregnancies.ts'
import { concept } from './fhir-document.ts'
import { dayOf, inDays } from './world-time.ts'

/** SNOMED CT in FHIR. */
export const SNOMED = 'http://snomed.info/sct'

/** UCUM in FHIR. */
const UCUM = 'http://unitsofmeasure.org'

/** Writes a quantity. */
export const quantity = (value: number, unit: string) => ({
  valueQuantity: { value, unit, system: UCUM, code: unit },
})

/** Writes what a component says, under the name that FHIR has for its type. */
export function componentValue(
  value: ComponentValue,
  now: Date,
): Readonly<Record<string, unknown>> {
  if (typeof value === 'boolean') return { valueBoolean: value }
  if (typeof value === 'number') return { valueInteger: value }
  if (typeof value === 'string') return { valueString: value }
  if ('quantity' in value) return quantity(value.quantity, value.unit)
  if ('inDays' in value) return { valueDateTime: dayOf(inDays(now, value.inDays)) }
  return { valueCodeableConcept: concept(SNOMED, value.code, value.display) }
}
