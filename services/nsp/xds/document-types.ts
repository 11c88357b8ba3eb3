/** Code systems of Danish document sharing, by OID. */
export const OID = {
  cpr: '1.2.208.176.1.2',
  sor: '1.2.208.176.1.1',
  ydernummer: '1.2.208.176.1.4',
  shak: '1.2.208.176.1.3',
  loinc: '2.16.840.1.113883.6.1',
  snomed: '2.16.840.1.113883.6.96',
  medcomMessageCodes: '1.2.208.184.100.1',
  classCode: '1.2.208.184.100.9',
  formatCode: '1.2.208.184.100.10',
  confidentiality: '2.16.840.1.113883.5.25',
  sks: '1.2.208.176.2.4',
} as const

/** A type of document: what it is, and in which format the platform takes it today. */
export interface DocumentType {
  readonly name: string
  /** In the registry; the document's own code may differ. */
  readonly typeCode: { readonly code: string; readonly scheme: string }
  readonly formatCode: string
  /** Formats that are closed, but that older entries still bear. */
  readonly closedFormats: readonly string[]
  readonly mimeType: 'text/xml' | 'application/fhir+json'
}

const medcom = (format: string): string => `urn:ad:dk:medcom:${format}:full`
const loinc = (code: string) => ({ code, scheme: OID.loinc })
const message = (code: string) => ({ code, scheme: OID.medcomMessageCodes })
const CDA = 'text/xml'
const FHIR = 'application/fhir+json'

/** @see MedCom XDS metadata 2.0.0, format and type codes */
export const DOCUMENT_TYPES = {
  appointment: {
    ...{ name: 'APD-DK', typeCode: loinc('56446-8'), mimeType: CDA },
    ...{ formatCode: medcom('apd-v2.0.1'), closedFormats: [medcom('appointmentsummary')] },
  },
  carePlan: {
    ...{ name: 'CPD-DK', typeCode: loinc('81215-6'), mimeType: CDA },
    ...{ formatCode: medcom('cpd-v2.0'), closedFormats: [medcom('cpd-v1.0.1')] },
  },
  masterCard: {
    ...{ name: 'PDC-DK', typeCode: message('PDC'), mimeType: CDA },
    ...{ formatCode: medcom('pdc-v3.0'), closedFormats: [medcom('pdc-v2.0')] },
  },
  measurements: {
    ...{ name: 'PHMR-DK', typeCode: loinc('53576-5'), mimeType: CDA },
    ...{ formatCode: medcom('phmr-v2.1'), closedFormats: [medcom('phmr-v1.3')] },
  },
  questionnaireAnswers: {
    ...{ name: 'QRD-DK', typeCode: loinc('74465-6'), mimeType: CDA },
    ...{ formatCode: medcom('qrd-v1.3'), closedFormats: [medcom('qrd-v1.2'), medcom('qrd-v1.1')] },
  },
  diagnoses: {
    ...{ name: 'PLR', typeCode: loinc('11450-4'), mimeType: FHIR },
    ...{ formatCode: medcom('plr-v1.0'), closedFormats: [] },
  },
  pregnancyRecord: {
    ...{ name: 'PRF', typeCode: message('PRF'), mimeType: FHIR },
    ...{ formatCode: medcom('prf-v3.0'), closedFormats: [medcom('prf-v2.0'), medcom('prf-v1.0')] },
  },
  pregnancyCare: {
    ...{ name: 'PSCR', typeCode: message('PSCR'), mimeType: FHIR },
    ...{ formatCode: medcom('pscr-v2.0'), closedFormats: [medcom('pscr-v1.0')] },
  },
  pregnancyMeasurements: {
    ...{ name: 'PMR', typeCode: message('PMR'), mimeType: FHIR },
    ...{ formatCode: medcom('pmr-v2.0'), closedFormats: [medcom('pmr-v1.0')] },
  },
  laboratoryReport: {
    ...{ name: 'Laboratory report', typeCode: loinc('11502-2'), mimeType: CDA },
    ...{ formatCode: 'urn:ad:dk:medcom:labreports:svareksponeringsservice', closedFormats: [] },
  },
} as const satisfies Readonly<Record<string, DocumentType>>

/** @see DOCUMENT_TYPES */
export type DocumentTypeName = keyof typeof DOCUMENT_TYPES
