import type { Authorities } from '../../nsp/signature/authorities.ts'
import { headerOf } from '../../nsp/soap/envelope.ts'
import { medcom, wsse } from '../../nsp/soap/namespaces.ts'
import { FaultAnswer } from './fault-answer.ts'
import type { HeardMessage } from './heard-message.ts'
import { cardHolder } from './identify-card-holder.ts'
import type { ReceivedCaller, SoapSecurity, SoapServicePlan } from './soap-service.ts'

/**
 * Tells who asks, where the message proves it and the service takes it.
 *
 * @throws {FaultAnswer} the code of what is missing or wrong
 */
export type IdentifyCaller = (
  message: HeardMessage,
  plan: SoapServicePlan,
  now: Date,
) => ReceivedCaller

/** Believes those whom the authorities vouch for. */
export function identifyCaller(authorities: Authorities): IdentifyCaller {
  const byCard = cardHolder(authorities)
  return (message, { security }, now) => {
    const { envelope } = message
    if (!headerOf(envelope, wsse('Security')))
      throw new FaultAnswer('missing_required_header', 'wsse:Security is missing')
    if (!headerOf(envelope, medcom('Header')))
      throw new FaultAnswer('missing_required_header', 'medcom:Header is missing')
    const caller = byCard(envelope, NEEDED_LEVEL[security], now)
    checkKind(caller, security)
    return caller
  }
}

const NEEDED_LEVEL: Readonly<Record<SoapSecurity, 3 | 4>> = {
  ...{ system: 3, user: 4, 'system-or-user': 3, 'user-or-citizen': 4, citizen: 4 },
  ...{ any: 3, open: 3 },
}

const TAKEN: Readonly<Record<SoapSecurity, ReadonlySet<ReceivedCaller['kind']>>> = {
  system: new Set(['system']),
  user: new Set(['professional']),
  'system-or-user': new Set(['system', 'professional']),
  'user-or-citizen': new Set(['professional', 'citizen']),
  citizen: new Set(['citizen']),
  any: new Set(['system', 'professional', 'citizen']),
  open: new Set(),
}

function checkKind({ kind }: ReceivedCaller, security: SoapSecurity): void {
  if (!TAKEN[security].has(kind))
    throw new FaultAnswer('not_authorized', 'The service is not for this kind of caller')
}
