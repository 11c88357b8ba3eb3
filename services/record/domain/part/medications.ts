import type { Code, Day, Instant, OrganisationName } from '../coded.ts'

/** An ordination of the current medicine card. */
export interface Medication {
  readonly drug: Code
  readonly name: string
  readonly dosage: string | null
  readonly from: Day | null
  readonly to: Day | null
  readonly prescribedBy: OrganisationName | null
}

/** @see FMK */
export interface Medications {
  readonly entries: readonly Medication[]
  readonly filtered: boolean
}

/** A vaccination of the current vaccination card. */
export interface Vaccination {
  readonly vaccine: Code
  readonly name: string
  readonly givenAt: Instant
  readonly performedBy: OrganisationName | null
}

/** @see DDV */
export interface Vaccinations {
  readonly entries: readonly Vaccination[]
  readonly filtered: boolean
}
