import type { Authorities } from '../../nsp/signature/authorities.ts'
import { headerOf } from '../../nsp/soap/envelope.ts'
import { NS, wsse } from '../../nsp/soap/namespaces.ts'
import { attribute, child } from '../../nsp/xml/element.ts'
import type { XmlElement } from '../../nsp/xml/parse.ts'
import { FaultAnswer } from './fault-answer.ts'
import type { IdentifyCaller } from './identified-caller.ts'
import { cardHolder } from './identify-card-holder.ts'
import { tokenHolder } from './identify-token-holder.ts'
import type { ReceivedCaller, SoapSecurity } from './soap-service.ts'

/** Believes those whom the authorities vouch for: by id card, or by identity token. */
export function identifyCaller(authorities: Authorities): IdentifyCaller {
  const byCard = cardHolder(authorities)
  const byToken = tokenHolder(authorities)
  return (message, { name, security }, now) => {
    const { envelope, body } = message
    const shown = headerOf(envelope, wsse('Security'))
    if (!shown) throw new FaultAnswer('missing_required_header', 'wsse:Security is missing')
    const identified = showsToken(shown)
      ? byToken(message, name, now)
      : { body, caller: byCard(envelope, NEEDED_LEVEL[security], now) }
    checkKind(identified.caller, security)
    return identified
  }
}

// An id card bears its id in lower case, an assertion of SAML in upper case.
function showsToken(security: XmlElement): boolean {
  const assertion = child(security, { ns: NS.saml, name: 'Assertion' })
  return attribute(assertion, 'ID') !== null
}

const NEEDED_LEVEL: Readonly<Record<SoapSecurity, 3 | 4>> = {
  ...{ system: 3, user: 4, 'system-or-user': 3, 'user-or-citizen': 4, citizen: 3 },
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
