import { hash } from 'node:crypto'
import { type RegisterState, visibleSources } from '../../domain/register.ts'
import type { View } from '../../domain/time/view.ts'

/** What an answer hangs on beside the register itself. */
export interface StateSettings {
  readonly grants: ReadonlySet<string>
  /** A text that differs where the rules that answers are made by do. */
  readonly rules?: string
}

/**
 * Names the state of the register that an answer is made of: what is the same here is the same answer to one question.
 *
 * @param view without a revision for the latest, without a day where the day does not matter
 * @returns revision, day, the revision of the latest redaction, and a digest of what is visible and by which rules
 */
export function answerState(
  register: RegisterState,
  view: Partial<View>,
  { grants, rules = '' }: StateSettings,
): string {
  const { revision = register.latest, day = 'any' } = view
  const seen = hash(
    'sha256',
    JSON.stringify([rules, visibleSources(register, grants)]),
    'base64url',
  )
  return `${revision}.${day}.${register.redactedAt}.${seen.slice(0, 22)}`
}
