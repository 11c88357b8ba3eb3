/** A drug medication that the sandbox's medicine card holds. */
export interface Ordination {
  /** FMK's own number. */
  readonly id: string
  readonly drug: OrdinatedDrug
  readonly dosage: OrdinatedDosage
  readonly indication: string
  /** Days from now to the first day. */
  readonly fromDays: number
  /** Days from now to the last day; null is open. */
  readonly toDays: number | null
  readonly state: 'active' | 'paused'
  /** Kept by the citizen from everybody else. */
  readonly isPrivate: boolean
  readonly by: Prescriber
}

/** A drug; its number is fictional, its ATC code is not. */
export interface OrdinatedDrug {
  /** Null for one made to order. */
  readonly atc: { readonly code: string; readonly text: string } | null
  readonly number: string | null
  readonly name: string
  readonly form: { readonly code: string; readonly text: string }
  readonly strength: string
}

/** How a dosage is put. */
export type OrdinatedDosage =
  | {
      readonly kind: 'fixed' | 'according-to-need'
      readonly perDay: readonly Dose[]
      readonly unit: { readonly singular: string; readonly plural: string }
      readonly text: string
    }
  | { readonly kind: 'free-text'; readonly text: string }
  | { readonly kind: 'local-schema' }
  | { readonly kind: 'not-given' }

/** One dose of a day. */
export interface Dose {
  readonly time: 'morning' | 'noon' | 'evening' | 'night'
  readonly quantity: number
}

/** Who has written an ordination, and for which organisation. */
export interface Prescriber {
  readonly authorisationCode: string
  readonly name: string
  readonly organisation: {
    readonly name: string
    readonly type: 'Yder' | 'SOR'
    readonly number: string
  }
}
