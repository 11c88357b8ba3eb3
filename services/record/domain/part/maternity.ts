import type { Code, Day, OrganisationName } from '../coded.ts'
import type { DocumentReference } from './document.ts'
import type { Measurement } from './measurements.ts'

/** @see Graviditetsmappen, FHIR documents PRF, PSCR and PMR */
export interface Maternity {
  readonly pregnancyId: string
  readonly dueDate: Day | null
  readonly author: OrganisationName | null
  readonly sections: readonly MaternitySection[]
  readonly measurements: readonly Measurement[]
  readonly documents: readonly DocumentReference[]
}

/** A section of one of the documents. */
export interface MaternitySection {
  readonly code: Code
  readonly title: string
  readonly entries: readonly string[]
}
