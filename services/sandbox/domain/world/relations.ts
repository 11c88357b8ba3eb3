import { CITIZENS, STAFF } from './persons.ts'

/** How strong the evidence is that somebody treats a citizen, the strongest first; the letters are the platform's. */
export const RELATION_CATEGORIES = ['A+', 'A', 'B', 'C'] as const

/** @see RELATION_CATEGORIES */
export type RelationCategory = (typeof RELATION_CATEGORIES)[number]

/** That a unit treats a citizen, as registers tell it. */
export interface Relation {
  readonly cpr: string
  /** SOR id. */
  readonly organisation: string
  readonly category: RelationCategory
  /** The register that tells it. */
  readonly evidence: 'OWN_DOCTOR' | 'REFERRAL' | 'LPR3' | 'SERVICES'
}

const practice = STAFF.doctor.organisation
const ward = STAFF.nurse.organisation

/** Relations of the sandbox. Evidence lags: the pregnant citizen's referral to the ward is known, her first contact there is not. */
export const RELATIONS: readonly Relation[] = [
  ...Object.values(CITIZENS).map(
    ({ cpr }): Relation => ({
      ...{ cpr, organisation: practice, category: 'A+', evidence: 'OWN_DOCTOR' },
    }),
  ),
  {
    ...{ cpr: CITIZENS.pregnant.cpr, organisation: ward, category: 'B', evidence: 'REFERRAL' },
  },
]
