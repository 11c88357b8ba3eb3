import { child, textOf, type XmlName } from '../../../nsp/xml/element.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall } from '../../wire/soap-service.ts'
import { checkMayAsk } from './may-ask.ts'

const PERSON_NUMBER = /^\d{6}[0-9A-Z]{4}$/

/**
 * The person that a request names, where the caller may ask about that one.
 *
 * @param name of the element right below the request
 * @throws {FaultAnswer} for a request without a person number, and for a caller who may not
 */
export function askedPerson(call: ReceivedCall, name: XmlName): string {
  const cpr = textOf(child(call.body, name)) ?? ''
  if (!PERSON_NUMBER.test(cpr)) {
    throw new FaultAnswer('processing_problem', 'The request names no person')
  }
  checkMayAsk(call, cpr)
  return cpr
}
