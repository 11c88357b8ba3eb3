/** Standard, group, name, version and label of one message type. */
export type MessageTypeRow = readonly [
  standard: 'EDIFACT' | 'OIOXML' | 'FHIR' | 'ENVELOPE',
  group: string,
  name: string,
  version: string,
  display: string,
]
