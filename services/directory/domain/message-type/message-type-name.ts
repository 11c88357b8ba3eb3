/** The standards that messages are written in; an envelope goes around any of them. */
export type MessageStandard = 'EDIFACT' | 'OIOXML' | 'FHIR' | 'ENVELOPE'

/** What a spelling says; all null where it is not known. */
export interface MessageTypeName {
  readonly standard: MessageStandard
  /** `DIS91`, `XDIS91`, `CareCommunication`: one spelling for all. */
  readonly name: string
  /** `D9134L` or `5.0`; null where the spelling states none. */
  readonly version: string | null
}
