import { EDIFACT_TYPES } from '../vocabulary/edifact.ts'
import { FHIR_TYPES } from '../vocabulary/fhir.ts'
import { OIOXML_TYPES } from '../vocabulary/oioxml.ts'
import type { MessageTypeName } from './message-type-name.ts'

/** Every message type of the published list. */
export const MESSAGE_TYPE_ROWS = [...EDIFACT_TYPES, ...OIOXML_TYPES, ...FHIR_TYPES]

const labels = new Map(
  MESSAGE_TYPE_ROWS.map(([standard, , name, , display]) => [`${standard} ${name}`, display]),
)

/** @returns the published label of the message type in any of its versions; null when it is not listed */
export const labelOfMessageType = ({ standard, name }: MessageTypeName): string | null =>
  labels.get(`${standard} ${name}`) ?? null
