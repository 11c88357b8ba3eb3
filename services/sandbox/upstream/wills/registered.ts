import { CITIZENS } from '../../domain/world/persons.ts'

/** What can be wished in a treatment will; a living will knows the first two. */
export type WishName =
  | 'noLifeProlongingIfDying'
  | 'noLifeProlongingIfSeverelyDegraded'
  | 'noLifeProlongingIfSeverePain'
  | 'noForcedTreatmentIfIncapable'

/** Whose acceptance a wish needs before it is followed. */
export type Acceptance =
  | 'relativeAcceptanceRequired'
  | 'guardianAcceptanceRequired'
  | 'trustedAgentAcceptanceRequired'

/** One answer of a will. */
export interface RegisteredWish {
  readonly name: WishName
  readonly isWished: boolean
  readonly acceptance: Acceptance | null
}

/** A will of the sandbox. */
export interface RegisteredWill {
  /** YYYYMMDD. */
  readonly registeredOn: string
  readonly wishes: readonly RegisteredWish[]
}

const wish = (name: WishName, acceptance: Acceptance | null = null): RegisteredWish => ({
  ...{ name, isWished: true, acceptance },
})

const notWished = (name: WishName): RegisteredWish => ({ name, isWished: false, acceptance: null })

/** Treatment wills by person number. */
export const TREATMENT_WILLS: ReadonlyMap<string, RegisteredWill> = new Map([
  [
    CITIZENS.full.cpr,
    {
      registeredOn: '20210614',
      wishes: [
        wish('noLifeProlongingIfDying'),
        wish('noLifeProlongingIfSeverelyDegraded', 'relativeAcceptanceRequired'),
        wish('noLifeProlongingIfSeverePain', 'trustedAgentAcceptanceRequired'),
        notWished('noForcedTreatmentIfIncapable'),
      ],
    },
  ],
  [
    CITIZENS.optedOut.cpr,
    {
      registeredOn: '20220203',
      wishes: [
        wish('noLifeProlongingIfDying'),
        wish('noLifeProlongingIfSeverelyDegraded'),
        wish('noLifeProlongingIfSeverePain', 'guardianAcceptanceRequired'),
        wish('noForcedTreatmentIfIncapable', 'relativeAcceptanceRequired'),
      ],
    },
  ],
])

/** Living wills by person number; nobody has both. */
export const LIVING_WILLS: ReadonlyMap<string, RegisteredWill> = new Map([
  [
    CITIZENS.unclear.cpr,
    {
      registeredOn: '20151109',
      wishes: [wish('noLifeProlongingIfDying'), wish('noLifeProlongingIfSeverelyDegraded')],
    },
  ],
])
