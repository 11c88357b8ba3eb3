import type { Code, Instant, OrganisationName } from '../coded.ts'
import type { DocumentReference } from './document.ts'

/** One measurement or answer to a questionnaire; the unit is the source's own. */
export interface Measurement {
  readonly at: Instant
  readonly code: Code
  readonly value: number | null
  readonly unit: string | null
  readonly text: string | null
  /** Who or what measured it, as the source says. */
  readonly measuredBy: string | null
  readonly responsible: OrganisationName | null
  readonly document: DocumentReference | null
}

/** One time line of all sources, the newest first. */
export interface Measurements {
  readonly entries: readonly Measurement[]
  readonly filtered: boolean
}
