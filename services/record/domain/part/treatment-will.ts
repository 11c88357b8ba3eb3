import type { Code, Day } from '../coded.ts'

/** @see BTR and LTR */
export interface TreatmentWill {
  readonly kind: 'TREATMENT_WILL' | 'LIVING_WILL'
  readonly wishes: readonly Wish[]
  readonly registeredOn: Day | null
}

/** One wish, and whose acceptance it needs. */
export interface Wish {
  readonly wish: Code
  readonly acceptanceNeededFrom: Code | null
}
