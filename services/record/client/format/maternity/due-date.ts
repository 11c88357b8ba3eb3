import type { Day } from '../../../domain/coded.ts'
import type { FhirDocument } from '../fhir-document/fhir-document.ts'
import type { CodeableConcept } from '../fhir-document/shapes.ts'
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
  const dates = entries.flatMap((entry, index) => {
    if (entry.resourceType !== 'Observation') return []
    const place = `section.entry[${index + 1}]`
    const { code, component } = observationOf(entry, format, place)
    if (!isOf(code, CALCULATION)) return []
    const stated = component.filter((each) => isOf(each.code, DUE_DATE))
    return stated.flatMap(({ valueDateTime }) =>
      valueDateTime === undefined ? [] : [dayOfFhir(valueDateTime, { format, place })],
    )
  })
  return dates[0] ?? null
}

const isOf = ({ coding }: CodeableConcept, code: string): boolean =>
  coding.some((each) => each.code === code)
