import type { StsFaultCode } from '../../../nsp/soap/errors.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'

const TEXTS: Readonly<Record<StsFaultCode, string>> = {
  InvalidRequest: 'The request was invalid or malformed',
  FailedAuthentication: 'Authentication failed',
  RequestFailed: 'The specified request failed',
  InvalidSecurityToken: 'Security token has been revoked',
  AuthenticationBadElements: 'Insufficient Digest Elements',
  BadRequest: 'The specified RequestSecurityToken is not understood.',
  ExpiredData: 'The request data is out-of-date',
  InvalidTimeRange: 'The requested time range is invalid or unsupported',
  InvalidScope: 'The request scope is invalid or unsupported',
  RenewNeeded: 'A renewable security token has expired',
  UnableToRenew: 'The requested renewal failed',
}

/**
 * What the STS answers instead of a token: with HTTP 200, as it does.
 *
 * @param because what is wrong, without a value of the message
 */
export const refusal = (code: StsFaultCode, because: string): FaultAnswer =>
  new FaultAnswer(`wst:${code}`, `${TEXTS[code]}: ${because}`, { status: 200 })

/** What the STS says where a service of the platform would answer a shared code: a message that it could not read, or a bug. */
export function inItsOwnWords(fault: FaultAnswer): FaultAnswer {
  if (fault.faultCode.startsWith('wst:')) return fault
  const code = fault.faultCode === 'processing_problem' ? 'RequestFailed' : 'InvalidRequest'
  return refusal(code, fault.message)
}
