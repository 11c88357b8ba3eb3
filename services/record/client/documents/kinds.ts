import { DOCUMENT_TYPES, OID } from '../../../nsp/xds/document-types.ts'

/**
 * Type codes by which the documents of a part are asked for. Appointments bear one of three: the value set for registries and the
 * document's own standard name different ones.
 */
export const TYPE_CODES = {
  appointments: [
    DOCUMENT_TYPES.appointment.typeCode,
    { code: '39289-4', scheme: OID.loinc },
    { code: '39290-2', scheme: OID.loinc },
  ],
  carePlans: [DOCUMENT_TYPES.carePlan.typeCode],
  diagnoses: [DOCUMENT_TYPES.diagnoses.typeCode],
  maternity: [
    DOCUMENT_TYPES.pregnancyRecord.typeCode,
    DOCUMENT_TYPES.pregnancyCare.typeCode,
    DOCUMENT_TYPES.pregnancyMeasurements.typeCode,
  ],
  measurements: [
    DOCUMENT_TYPES.measurements.typeCode,
    DOCUMENT_TYPES.questionnaireAnswers.typeCode,
  ],
} as const
