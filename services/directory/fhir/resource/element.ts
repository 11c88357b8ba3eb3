import type { FhirElement, FhirValue } from '../resource.ts'

/** What may be handed to {@link element}: what is not there is left out. */
export type Part = FhirValue | null | undefined

/** An element of the parts that are there, in the order they are given in; empty lists and elements are left out. */
export function element(parts: Readonly<Record<string, Part>>): FhirElement {
  const kept = Object.entries(parts).filter((part): part is [string, FhirValue] => isThere(part[1]))
  return Object.fromEntries(kept)
}

function isThere(part: Part): boolean {
  if (part === null || part === undefined) return false
  return typeof part !== 'object' || Object.keys(part).length > 0
}

/** Where a value is missing that R4 asks for: why it is. */
export type Absence = 'unknown' | 'masked'

/** An element without a value, and the reason. */
export const absent = (reason: Absence): FhirElement => ({
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: reason },
  ],
})

/** A concept of one code. */
export const concept = (system: string, code: string, display: string | null): FhirElement =>
  element({ coding: [element({ system, code, display })] })

/** Points at another resource of ours. */
export const reference = (type: string, id: string): FhirElement => ({ reference: `${type}/${id}` })
