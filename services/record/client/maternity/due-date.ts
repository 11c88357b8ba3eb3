import type { Day } from '../../domain/coded.ts'
import type { FhirDocument } from '../fhir-document/fhir-document.ts'
import { dayOfFhir } from '../fhir-document/time.ts'
import { observationOf } from './observation.ts'

/** Calculation of the due date, and in it the date by Naegele's rule. */
const CALCULATION = '161714006'
const DUE_DATE = '289206005'

/**
 * The due date as the calculation of a shared card states it; null where there is none.
 *
 * @throws {DocumentUnreadable}
 */
export function dueDateIn({ entries, format }: FhirDocument): Day | null {
  const place = 'Observation(161714006)'
  const observations = entries
    .filter(({ resourceType }) => resourceType === 'Observation')
    .map((entry) => observationOf(entry, format, 'Observation'))
  const dates = observations
    .filter(({ code }) => code.coding.some((each) => each.code === CALCULATION))
    .flatMap(({ component }) => component)
    .filter(({ code }) => code.coding.some((each) => each.code === DUE_DATE))
    .map(({ valueDateTime }) => valueDateTime)
  const [date] = dates.filter((each) => each !== undefined)
  return date === undefined ? null : dayOfFhir(date, { format, place: `${place}.valueDateTime` })
}
