import type { Code, Day, OrganisationName } from '../coded.ts'
import type { DocumentReference } from './document.ts'

/** @see MedCom ConditionList 1.0 */
export interface Diagnosis {
  readonly codes: readonly Code[]
  readonly text: string
  readonly category: Code | null
  readonly status: Code | null
  readonly recordedOn: Day
  readonly onset: Day | null
  readonly abatement: Day | null
  readonly note: string | null
}

/** What a general practitioner has chosen to share. */
export interface Diagnoses {
  readonly entries: readonly Diagnosis[]
  readonly author: OrganisationName | null
  readonly filtered: boolean
  readonly document: DocumentReference
}
