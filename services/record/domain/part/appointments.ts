import type { Instant, OrganisationName } from '../coded.ts'
import type { DocumentReference } from './document.ts'

/** @see APD-DK 2.0.1 */
export interface Appointment {
  readonly start: Instant
  readonly end: Instant | null
  /** The encounter's status code as written, such as `active` or `cancelled`. */
  readonly status: string
  readonly title: string | null
  readonly responsible: OrganisationName | null
  readonly requester: OrganisationName | null
  readonly location: string | null
  readonly document: DocumentReference
}

/** By their beginning. */
export interface Appointments {
  readonly entries: readonly Appointment[]
  /** Consent held some entries back. */
  readonly filtered: boolean
}
