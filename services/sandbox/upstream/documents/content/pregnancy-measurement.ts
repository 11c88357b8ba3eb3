import type { PregnancyMeasurement } from '../../../domain/world/pregnancies.ts'
import { concept, type Resource, reference } from './fhir-document.ts'
import { quantity, SNOMED } from './pregnancy-value.ts'
import { stableUuid } from './stable-id.ts'
import { inDays } from './world-time.ts'

/** Writes the fetus, which measurements may be of. */
export const fetus = ({
  subject,
  id,
}: {
  readonly subject: Resource
  readonly id: string
}): Resource => ({
  ...{ resourceType: 'RelatedPerson', id: stableUuid(id, 'fetus') },
  identifier: [{ system: '1.2.208.184.100.4', value: stableUuid(id, 'fetus', 'number') }],
  patient: reference(subject),
  relationship: [concept('http://terminology.hl7.org/CodeSystem/v3-RoleCode', 'CHILD')],
})

/** Writes a measurement of the pregnant woman or of the fetus. */
export const measurementObservation = (
  { code, display, value, unit, inDays: days, isOfFetus }: PregnancyMeasurement,
  id: string,
  context: { readonly subject: Resource; readonly child: Resource; readonly now: Date },
): Resource => ({
  ...{ resourceType: 'Observation', id, status: 'final', code: concept(SNOMED, code, display) },
  subject: reference(context.subject),
  ...(isOfFetus && { focus: [reference(context.child)] }),
  effectiveDateTime: inDays(context.now, days, [10, 0]).toISOString(),
  ...quantity(value, unit),
})
