import { IdentityTokenRefused } from '../../nsp/idws/errors.ts'
import { verifyIdwsMessage } from '../../nsp/idws/message-verify.ts'
import { SERVICE_PROFILES } from '../../nsp/platform/service-profiles.ts'
import type { ServiceName } from '../../nsp/platform/services.ts'
import type { Authorities } from '../../nsp/signature/authorities.ts'
import { SignatureInvalid } from '../../nsp/signature/errors.ts'
import { readSubjectRelations } from '../../nsp/sts/messages/subject-relations.ts'
import { FaultAnswer } from './fault-answer.ts'
import type { HeardMessage } from './heard-message.ts'
import type { IdentifiedCaller } from './identified-caller.ts'
import { knownTokens } from './known-tokens.ts'

/** Tells who holds the identity token of a message, and reads the body from what was signed. @throws {FaultAnswer} */
export type TokenHolder = (
  message: HeardMessage,
  service: ServiceName,
  now: Date,
) => IdentifiedCaller

/** Verifies messages of the OIO IDWS profile; a token that was found right is not verified again for a minute. */
export function tokenHolder(authorities: Authorities): TokenHolder {
  const verifyToken = knownTokens()
  return (message, service, now) => {
    const { audience } = SERVICE_PROFILES[service]
    if (audience === null)
      throw new FaultAnswer('not_authorized', 'The service takes no identity tokens')
    const trust = { authorities, now, audience, verifyToken }
    const verified = asFault(() => verifyIdwsMessage(message.envelope.root, trust))
    if (verified.action !== message.action || !verified.body)
      throw new FaultAnswer('invalid_signature', 'Another action or body was signed')
    const { claims } = verified.token
    const { cpr, cvr, authorisationCode, subjectRelations } = claims
    const isProfessional = authorisationCode !== null
    return {
      body: verified.body,
      caller: {
        kind: isProfessional ? 'professional' : 'citizen',
        level: isProfessional ? 4 : 5,
        ...{ cpr, cvr, authorisationCode },
        role: claims.educationCode,
        systemName: claims.itSystemName,
        actsFor: subjectRelations === null ? [] : readSubjectRelations(subjectRelations),
      },
    }
  }
}

function asFault<T>(verify: () => T): T {
  try {
    return verify()
  } catch (error) {
    if (error instanceof SignatureInvalid)
      throw new FaultAnswer(`invalid_${error.about}`, error.message)
    if (error instanceof IdentityTokenRefused) {
      const code = error.about === 'expired' ? 'expired_idcard' : 'invalid_idcard'
      throw new FaultAnswer(code, error.message)
    }
    throw error
  }
}
