import type { Code, Day, Instant, OrganisationName } from '../coded.ts'
import type { DocumentReference } from './document.ts'

/** @see PDC-DK 3.0 */
export interface MasterCard {
  readonly languages: readonly Code[]
  readonly relatives: readonly Relative[]
  readonly dentist: OrganisationName | null
  readonly temporaryAddress: CitizenAddress | null
  /** Group of the public health insurance. */
  readonly coverageGroup: Code | null
  readonly organDonor: Code | null
  readonly document: DocumentReference
}

/** A relative or contact person. */
export interface Relative {
  readonly name: string
  readonly relation: Code | null
  readonly phone: string | null
}

/** Where a citizen stays for a time. */
export interface CitizenAddress {
  readonly street: string | null
  readonly building: string | null
  readonly floor: string | null
  readonly suite: string | null
  readonly postCode: string | null
  readonly city: string | null
  readonly country: string | null
}

/** An explicit true of the master card, at the moment of asking. */
export interface ResuscitationOptOut {
  readonly registered: true
  readonly registeredOn: Day | null
  readonly inForceFrom: Day | null
  readonly askedAt: Instant
  readonly document: DocumentReference
}
