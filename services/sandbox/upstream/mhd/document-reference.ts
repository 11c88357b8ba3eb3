import type { DocumentEntry, XdsCode } from '../../../nsp/xds/document-entry.ts'
import { OID } from '../../../nsp/xds/document-types.ts'

const EXTENSION = 'http://medcomfhir.dk/ig/document/StructureDefinition'
const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'

/** Systems that FHIR knows by another name than their OID. */
const SYSTEMS: Readonly<Record<string, string>> = {
  [OID.loinc]: 'http://loinc.org',
  [OID.confidentiality]: CONFIDENTIALITY,
}

/** The id under which an entry, and the content behind it, is read. */
export const idOf = ({ entryUuid }: DocumentEntry): string => entryUuid.replace('urn:uuid:', '')

/** Writes an entry of the registry as a DocumentReference (MedComContainedDocumentReference 2.0.0). */
export function toDocumentReference(entry: DocumentEntry) {
  const { institution } = entry.author
  return {
    ...{ resourceType: 'DocumentReference', id: idOf(entry) },
    extension: [
      {
        url: `${EXTENSION}/medcom-document-homecommunityid-extension`,
        valueCoding: { system: `urn:oid:${entry.homeCommunityId}`, code: entry.homeCommunityId },
      },
      { url: `${EXTENSION}/medcom-document-version-id-extension`, valueString: '2.0.0' },
    ],
    contained: [
      {
        ...{ resourceType: 'Organization', id: 'institution', name: institution?.name },
        identifier: [{ system: `urn:oid:${institution?.authority}`, value: institution?.id }],
      },
      { resourceType: 'Patient', id: 'patient', identifier: [patientOf(entry)] },
    ],
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: `urn:oid:${entry.uniqueId}` },
    identifier: [{ system: 'urn:ietf:rfc:3986', value: entry.entryUuid }],
    status: entry.status === 'APPROVED' ? 'current' : 'superseded',
    ...{ type: concept(entry.typeCode), category: [concept(entry.classCode)] },
    ...{ subject: { reference: '#patient' }, author: [{ reference: '#institution' }] },
    securityLabel: entry.confidentiality.map(concept),
    content: [contentOf(entry)],
    context: contextOf(entry),
  }
}

const patientOf = ({ patient }: DocumentEntry) => ({
  system: `urn:oid:${patient.authority}`,
  value: patient.id,
})

const coding = ({ code, scheme, display }: XdsCode) => ({
  ...{ system: SYSTEMS[scheme] ?? `urn:oid:${scheme}`, code },
  ...(display && { display }),
})

const concept = (code: XdsCode) => ({ coding: [coding(code)] })

// Hash in base64, as FHIR has it; the registry writes it in hex.
const contentOf = (entry: DocumentEntry) => ({
  attachment: {
    ...{ contentType: entry.mimeType, language: entry.languageCode ?? 'da-DK' },
    ...{ url: `Binary/${idOf(entry)}`, title: entry.title, creation: entry.created },
    ...(entry.size !== null && { size: entry.size }),
    ...(entry.hash !== null && { hash: Buffer.from(entry.hash, 'hex').toString('base64') }),
  },
  format: coding(entry.formatCode),
})

const contextOf = (entry: DocumentEntry) => ({
  period: {
    start: entry.service.start ?? entry.created,
    ...(entry.service.stop && { end: entry.service.stop }),
  },
  ...(entry.facilityType && { facilityType: concept(entry.facilityType) }),
  ...(entry.practiceSetting && { practiceSetting: concept(entry.practiceSetting) }),
  sourcePatientInfo: { reference: '#patient', identifier: patientOf(entry) },
})
