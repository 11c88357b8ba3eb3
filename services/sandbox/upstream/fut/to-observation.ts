import { daysFrom } from '../clinical/days.ts'
import type { ObservedCode, ObservedQuantity, ObservedStory } from './observed.ts'

/** Writes an observation as the measurement server gives it. */
export function toObservation(story: ObservedStory, cpr: string, now: Date) {
  const { id, code, days, status, device, organisation } = story
  return {
    ...{ resourceType: 'Observation', id, status, code: concept(code) },
    meta: { profile: ['http://ehealth.sundhed.dk/fhir/StructureDefinition/ehealth-observation'] },
    subject: { identifier: { system: 'urn:oid:1.2.208.176.1.2', value: cpr } },
    effectiveDateTime: daysFrom(now, days).toISOString(),
    performer: [
      { type: 'Patient', display: 'Borgeren selv' },
      ...(organisation ? [performer(organisation)] : []),
    ],
    ...(device && { device: { display: device } }),
    ...stated(story),
  }
}

const performer = ({ sorId, name }: { readonly sorId: string; readonly name: string }) => ({
  ...{ type: 'Organization', display: name },
  identifier: { system: 'urn:oid:1.2.208.176.1.1', value: sorId },
})

function stated({ value }: ObservedStory): object {
  if (value.kind === 'quantity') return { valueQuantity: quantity(value.quantity) }
  if (value.kind === 'text') return { valueString: value.text }
  const component = value.components.map(([code, measured]) => ({
    ...{ code: concept(code), valueQuantity: quantity(measured) },
  }))
  return { component }
}

const concept = ({ code, display }: ObservedCode) => ({
  coding: [{ system: 'http://loinc.org', code, display }],
})

const quantity = ({ value, unit, ucum }: ObservedQuantity) => ({
  ...{ value, unit, system: 'http://unitsofmeasure.org', code: ucum },
})
