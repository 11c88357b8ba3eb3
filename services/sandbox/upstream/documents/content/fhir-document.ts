import { OID } from '../../../../nsp/xds/document-types.ts'
import type { OrganisationKey } from '../../../domain/world/document-story.ts'
import { ORGANISATIONS, PRACTICE_YDERNUMMER } from '../../../domain/world/organisations.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import { stableUuid } from './stable-id.ts'

/** A resource of FHIR, as JSON. */
export interface Resource {
  readonly resourceType: string
  readonly id: string
  readonly [field: string]: unknown
}

/** The CPR number's system in FHIR. */
const CPR_SYSTEM = `urn:oid:${OID.cpr}`

/** Writes a reference within a document. */
export const reference = ({ resourceType, id }: Resource) => ({
  reference: `${resourceType}/${id}`,
})

/** Writes a concept of one code. */
export const concept = (system: string, code: string, display?: string) => ({
  coding: [{ system, code, ...(display && { display }) }],
})

/** Writes the patient of a document. */
export const patient = (citizen: Citizen, documentId: string): Resource => ({
  ...{ resourceType: 'Patient', id: stableUuid(documentId, 'patient') },
  identifier: [{ system: CPR_SYSTEM, value: citizen.cpr }],
  name: [{ use: 'official', family: citizen.surname, given: [citizen.givenName] }],
  ...{ gender: citizen.gender === 'F' ? 'female' : 'male', birthDate: citizen.bornOn },
})

/** Writes an organisation by its SOR id and, for a practice, the number under which it settles. */
export const organisation = (
  key: OrganisationKey,
  documentId: string,
  { withYdernummer = false }: { readonly withYdernummer?: boolean } = {},
): Resource => ({
  ...{ resourceType: 'Organization', id: stableUuid(documentId, 'organisation', key) },
  identifier: [
    { system: `urn:oid:${OID.sor}`, value: ORGANISATIONS[key].sorId },
    ...(withYdernummer
      ? [{ system: `urn:oid:${OID.ydernummer}`, value: PRACTICE_YDERNUMMER }]
      : []),
  ],
  name: ORGANISATIONS[key].name,
})

/** Writes a document: a bundle of its composition and all that it refers to. */
export function fhirDocument(
  document: { readonly id: string; readonly base: string; readonly timestamp: Date },
  resources: readonly Resource[],
): Buffer {
  const bundle = {
    ...{ resourceType: 'Bundle', id: document.id, type: 'document' },
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${document.id}` },
    timestamp: document.timestamp.toISOString(),
    entry: resources.map((resource) => ({
      fullUrl: `${document.base}/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  }
  return Buffer.from(JSON.stringify(bundle))
}
