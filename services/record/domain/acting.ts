import type { Question } from './asker.ts'
import type { SignIn } from './sign-in.ts'
import { wrongSorId } from './sor-id.ts'

/** An argument by which somebody says to act for another, and the rule that it breaks. */
export interface WrongActing {
  readonly argument: 'actingAt' | 'onBehalfOf'
  readonly rule: string
}

const AUTHORISATION_CODE = /^[0-9A-Z]{5}$/

/**
 * Holds what a question says about unit and principal to who asks it: it is told to the platform in their name.
 *
 * @returns null where it fits
 */
export function wrongActing(
  who: SignIn,
  { cpr, purpose, actingAt, onBehalfOf }: Question,
): WrongActing | null {
  const atRule = actingAt === null ? null : wrongUnit(who, actingAt)
  if (atRule) return { argument: 'actingAt', rule: atRule }
  if (onBehalfOf === null) return null
  if (who.kind === 'professional') {
    if (AUTHORISATION_CODE.test(onBehalfOf)) return null
    const rule = 'staff act on behalf of an authorisation code, 5 capital letters and digits'
    return { argument: 'onBehalfOf', rule }
  }
  if (purpose === 'PROXY' && onBehalfOf.replace('-', '') === cpr) return null
  return { argument: 'onBehalfOf', rule: 'a citizen acts on behalf of the one whose record it is' }
}

const wrongUnit = (who: SignIn, actingAt: string): string | null =>
  who.kind === 'citizen' ? 'a citizen acts for no unit' : wrongSorId(actingAt)
