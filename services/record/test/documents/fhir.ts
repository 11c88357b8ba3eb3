import { CPR } from './cda.ts'

/** A resource in a bundle of the tests. */
export type Resource = Readonly<Record<string, unknown>>

const AUTHOR = {
  ...{ resourceType: 'Organization', id: 'author', name: 'Lægehuset Prøvevej' },
  identifier: [{ system: 'urn:oid:1.2.208.176.1.1', value: '9000006021000016001' }],
}

/** What a document of the tests may say instead of what it says by default. */
export interface FhirParts {
  readonly cpr?: string
  readonly composition?: Resource
  /** What the one section names; each has an id. */
  readonly entries: readonly Resource[]
  readonly others?: readonly Resource[]
}

/** A FHIR document that says no more than it must. */
export function fhirDocument({ cpr = CPR, composition, entries, others = [] }: FhirParts): Buffer {
  const patient = {
    ...{ resourceType: 'Patient', id: 'patient' },
    identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: cpr }],
  }
  const head = {
    ...{ resourceType: 'Composition', status: 'final', title: 'Dokument' },
    type: { coding: [{ system: 'http://loinc.org', code: '11450-4' }] },
    subject: { reference: 'Patient/patient' },
    author: [{ reference: 'Organization/author' }],
    section: [
      { entry: entries.map(({ resourceType, id }) => ({ reference: `${resourceType}/${id}` })) },
    ],
    ...composition,
  }
  const resources = [head, patient, AUTHOR, ...entries, ...others]
  const bundle = {
    ...{ resourceType: 'Bundle', type: 'document' },
    entry: resources.map((resource) => ({ resource })),
  }
  return Buffer.from(JSON.stringify(bundle))
}
