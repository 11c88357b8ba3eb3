import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall } from '../../wire/soap-service.ts'

/**
 * Checks that a caller may ask about a person: a citizen about oneself and those whom the token lets act for, staff about everybody.
 *
 * @throws {FaultAnswer} `not_authorized` for everybody else
 */
export function checkMayAsk({ caller }: Pick<ReceivedCall, 'caller'>, cpr: string): void {
  if (caller?.kind === 'professional') return
  const isFor = caller?.kind === 'citizen' && [caller.cpr, ...caller.actsFor].includes(cpr)
  if (!isFor) throw new FaultAnswer('not_authorized', 'The caller may not see this person')
}

/** Whether a caller is the citizen, or acts for that citizen, and thus sees what is kept from others. */
export const isOwn = ({ caller }: Pick<ReceivedCall, 'caller'>): boolean =>
  caller?.kind === 'citizen'
