import type { CitizenName, Coding } from './document-story.ts'

/** What the card says about an opt-out of resuscitation. */
export type ResuscitationStory =
  /** An explicit true, registered so many days from the day on which it is asked for. */
  | { readonly kind: 'optedOut'; readonly registeredInDays: number }
  /** An explicit none. */
  | { readonly kind: 'none' }
  /** `unknown` says that it is not known; `silent` does not speak of it at all. */
  | { readonly kind: 'unknown' | 'silent' }

/** A master card of the world. */
export interface MasterCardStory {
  readonly coverageGroup: '1' | '2'
  readonly isOrganDonor: boolean
  readonly hasTreatmentWill: boolean
  readonly hasLivingWill: boolean
  readonly resuscitation: ResuscitationStory
  /** ISO 639-1. */
  readonly languages: readonly Coding[]
  readonly relatives: readonly RelativeStory[]
  readonly hasDentist: boolean
  readonly hasTemporaryAddress: boolean
  readonly phone: string | null
}

/** A relative on a master card. */
export interface RelativeStory {
  readonly givenName: string
  readonly surname: string
  readonly relation: string
  readonly mobile: string | null
  readonly note: string | null
}

const PLAIN: MasterCardStory = {
  ...{ coverageGroup: '1', isOrganDonor: false, hasTreatmentWill: false, hasLivingWill: false },
  ...{ resuscitation: { kind: 'none' }, languages: [], relatives: [] },
  ...{ hasDentist: false, hasTemporaryAddress: false, phone: null },
}

const DANISH = { code: 'da', display: 'Dansk' }
const GREENLANDIC = { code: 'kl', display: 'Grønlandsk' }

const relative = (givenName: string, surname: string, relation: string): RelativeStory => ({
  ...{ givenName, surname, relation, mobile: null, note: null },
})

/** Who has a master card. */
export const MASTER_CARDS: Readonly<Partial<Record<CitizenName, MasterCardStory>>> = {
  full: {
    ...{ ...PLAIN, isOrganDonor: true, hasTreatmentWill: true, phone: '00000001' },
    ...{ languages: [DANISH, GREENLANDIC], hasDentist: true, hasTemporaryAddress: true },
    relatives: [
      {
        ...{ givenName: 'Niels', surname: 'Prøvesen', relation: 'ægtefælle', mobile: '00000002' },
        note: 'Træffes bedst om aftenen',
      },
      relative('Oline', 'Prøvesen', 'barn'),
    ],
  },
  pregnant: { ...PLAIN, relatives: [relative('Dagny', 'Ventesdatter', 'barn')] },
  child: {
    ...{ ...PLAIN, resuscitation: { kind: 'silent' } },
    relatives: [relative('Clara', 'Ventesdatter', 'forældre')],
  },
  blocked: PLAIN,
  closed: { ...PLAIN, coverageGroup: '2' },
  optedOut: {
    ...{ ...PLAIN, hasTreatmentWill: true },
    resuscitation: { kind: 'optedOut', registeredInDays: -120 },
  },
  unclear: { ...PLAIN, hasLivingWill: true, resuscitation: { kind: 'unknown' } },
}
