import type { Coding, DocumentStory, OrganisationKey, StoriesOf } from './document-story.ts'

/** An appointment of the world; its time counts from the day on which it is asked for. */
export interface AppointmentStory extends DocumentStory {
  readonly inDays: number
  /** In UTC. */
  readonly hour: number
  readonly minutes: number
  readonly kind: 'RegionalAppointment' | 'MunicipalityAppointment' | 'PractitionerAppointment'
  readonly status: 'active' | 'completed' | 'cancelled'
  readonly title: string
  /** SNOMED CT. */
  readonly reason: Coding
  readonly responsible: OrganisationKey
  readonly requester: OrganisationKey | null
  readonly location: OrganisationKey
  /** The one responsible is named by the number under which it settles, not by its SOR id. */
  readonly isByYdernummer?: true
}

/** What recurring appointments have in common. */
type Visit = Omit<AppointmentStory, 'key' | 'inDays' | 'status'>

const HEART: Visit = {
  ...{ hour: 9, minutes: 30, kind: 'RegionalAppointment' },
  ...{ title: 'Kontrol efter hjertesvigt', responsible: 'heartCentre', requester: 'practice' },
  ...{ reason: { code: '185349003', display: 'kontrolbesøg' }, location: 'heartCentre' },
}

const HOME: Visit = {
  ...{ hour: 7, minutes: 45, kind: 'MunicipalityAppointment', title: 'Besøg af hjemmesygeplejen' },
  ...{ reason: { code: '439708006', display: 'hjemmebesøg' } },
  ...{ responsible: 'homeCare', requester: 'hospital', location: 'homeCare' },
}

const PRACTICE: Visit = {
  ...{ hour: 8, minutes: 15, kind: 'PractitionerAppointment', title: 'Konsultation' },
  ...{ reason: { code: '11429006', display: 'konsultation' } },
  ...{ responsible: 'practice', requester: null, location: 'practice' },
}

/** Whose appointments there are. */
export const APPOINTMENTS: StoriesOf<AppointmentStory> = {
  full: [
    { ...HEART, key: 'heart-next', inDays: 9, status: 'active' },
    { ...HEART, key: 'heart-next-before', inDays: 5, status: 'active', isDeprecated: true },
    { ...HEART, key: 'heart-last', inDays: -41, status: 'completed' },
    { ...HOME, key: 'home-next', inDays: 2, status: 'active' },
    {
      ...{ ...PRACTICE, key: 'practice-next', inDays: 16, status: 'active' },
      isByYdernummer: true,
    },
    {
      ...{ ...HEART, key: 'telemedicine-off', inDays: 4, status: 'cancelled' },
      ...{ title: 'Opstart af hjemmemonitorering', responsible: 'telemedicine' },
      ...{ requester: 'heartCentre', location: 'telemedicine' },
    },
  ],
  pregnant: [
    {
      ...{ ...HEART, key: 'scan', inDays: 12, status: 'active' },
      ...{ title: 'Gennemskanning', responsible: 'maternityWard', location: 'maternityWard' },
      reason: { code: '268445003', display: 'ultralydsskanning af gravid' },
    },
  ],
  child: [{ ...PRACTICE, key: 'child-check', inDays: 20, status: 'active' }],
  blocked: [
    { ...PRACTICE, key: 'practice', inDays: 6, status: 'active' },
    { ...HEART, key: 'heart', inDays: 11, status: 'active', isHeldBack: true },
  ],
  closed: [{ ...HOME, key: 'home', inDays: 3, status: 'active', isHeldBack: true }],
  optedOut: [{ ...HOME, key: 'home', inDays: 1, status: 'active' }],
}
