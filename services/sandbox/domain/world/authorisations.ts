import { STAFF, type StaffMember } from './persons.ts'

/** One authorisation of somebody, as the register has it. */
export interface Authorisation {
  /** 5 characters. */
  readonly code: string
  /** Such as 7170. */
  readonly educationCode: string
  readonly educationName: string
  /** YYYY-MM-DD. */
  readonly since: string
  /** Ended, or not begun yet, where it is false: the register keeps those too. */
  readonly isCurrent: boolean
  readonly holder: StaffMember
}

const REGISTER: readonly Authorisation[] = [
  {
    ...{ code: STAFF.doctor.authorisationCode, educationCode: STAFF.doctor.educationCode },
    ...{ educationName: 'Læge', since: '1997-02-01', isCurrent: true, holder: STAFF.doctor },
  },
  {
    ...{ code: STAFF.nurse.authorisationCode, educationCode: STAFF.nurse.educationCode },
    ...{ educationName: 'Sygeplejerske', since: '2005-07-01', isCurrent: true },
    holder: STAFF.nurse,
  },
  {
    ...{ code: '0FX9K', educationCode: '5151', educationName: 'Fysioterapeut' },
    ...{ since: '2010-09-01', isCurrent: false, holder: STAFF.homeHelper },
  },
]

/** Authorisations in force of the one with a number. */
export const authorisationsOf = (cpr: string): readonly Authorisation[] =>
  REGISTER.filter(({ holder, isCurrent }) => isCurrent && holder.cpr === cpr)

/** The authorisation in force with a code; null for none. */
export const authorisationWithCode = (code: string): Authorisation | null =>
  REGISTER.find((one) => one.isCurrent && one.code === code) ?? null
