import { holdsPersonNumber } from '../../../kit/person-number.ts'
import { wrongActing } from '../../domain/acting.ts'
import type { ConsentOverride, Question } from '../../domain/asker.ts'
import type { SignIn } from '../../domain/sign-in.ts'
import { ActingInvalid, ConsentOverrideInvalid } from '../../errors/asking.ts'

const MOST_CHARACTERS = 1_000

/**
 * Holds a question to the rules that no source has to be asked about.
 *
 * @throws {ActingInvalid} where it names a unit or a principal that cannot be
 * @throws {ConsentOverrideInvalid} where consent is set aside, and not as it must be
 */
export function requireSound(who: SignIn, question: Question): void {
  const wrong = wrongActing(who, question)
  if (wrong) throw new ActingInvalid(wrong, question[wrong.argument] ?? '')
  const { override, purpose } = question
  if (override === null) return
  const state = wrongReason(override)
  if (state) throw new ConsentOverrideInvalid(state)
  if (purpose !== 'TREATMENT') throw new ConsentOverrideInvalid('it is not asked for treatment')
}

// The reason is kept where others read it.
function wrongReason({ reason }: ConsentOverride): string | null {
  if (reason.trim() === '') return 'no reason is given'
  if (reason.length > MOST_CHARACTERS)
    return `its reason has more than ${MOST_CHARACTERS} characters`
  return holdsPersonNumber(reason) ? 'its reason holds what may be a person number' : null
}
