import type { Withheld } from './answer.ts'
import type { Question } from './asker.ts'
import type { SignIn } from './sign-in.ts'

/**
 * Holds a purpose to who asks: those who work in the health service ask for treatment, a citizen for the own record or, with custody or
 * power of attorney, for another's.
 *
 * @returns null where they fit together
 */
export function withheldByPurpose(
  who: SignIn,
  { cpr, purpose }: Pick<Question, 'cpr' | 'purpose'>,
): Withheld | null {
  if (who.kind === 'professional') {
    return purpose === 'TREATMENT' ? null : withheld('Staff ask for a record for treatment only')
  }
  if (purpose === 'TREATMENT') return withheld('A citizen does not ask for a record for treatment')
  const isOwn = who.cpr === cpr
  if (purpose === 'OWN_RECORD' && !isOwn)
    return withheld('The record of somebody else is asked for as the own one')
  if (purpose === 'PROXY' && isOwn)
    return withheld('The own record is asked for as that of somebody else')
  return null
}

const withheld = (message: string): Withheld => ({ kind: 'withheld', ground: 'PURPOSE', message })
