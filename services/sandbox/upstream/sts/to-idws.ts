import { randomUUID, type X509Certificate } from 'node:crypto'
import type { IdentityToken } from '../../../nsp/idws/identity-token.ts'
import { signIdentityToken } from '../../../nsp/idws/identity-token-write.ts'
import { writeExchangeAnswer } from '../../../nsp/sts/messages/exchange-answer.ts'
import type { ExchangeRequest } from '../../../nsp/sts/messages/exchange-request.ts'
import { EXCHANGE_ANSWER_ACTION } from '../../../nsp/sts/messages/names.ts'
import {
  type SubjectRelation,
  writeSubjectRelations,
} from '../../../nsp/sts/messages/subject-relations.ts'
import type { Citizen } from '../../domain/world/persons.ts'
import type { ReceivedCall, SoapAnswer } from '../../wire/soap-service.ts'
import { actingFor } from './acting-for.ts'
import { AUDIENCES } from './audiences.ts'
import { citizenOfBootstrap, citizenOfJwt } from './citizen.ts'
import { heardExchange } from './heard-exchange.ts'
import { refusal } from './refusals.ts'
import { STS_NAME, type StsTrust } from './trust.ts'

const LIFETIME_MS = 300_000

/** Gives a citizen an identity token for a bootstrap token. @throws {FaultAnswer} where there is none to be had */
export function identityTokenForBootstrap(trust: StsTrust, call: ReceivedCall): SoapAnswer {
  const { request, certificate } = heardExchange(trust, call)
  const demand = { token: request.token, holder: certificate, now: call.now }
  const citizen = citizenOfBootstrap(trust, demand)
  return answer(trust, { citizen, request, certificate, now: call.now })
}

/** Gives a citizen an identity token for a JWT. @throws {FaultAnswer} where there is none to be had */
export async function identityTokenForJwt(
  trust: StsTrust,
  call: ReceivedCall,
): Promise<SoapAnswer> {
  const { request, certificate } = heardExchange(trust, call)
  const { base, now } = call
  const citizen = await citizenOfJwt(trust, { token: request.token, base, now })
  return answer(trust, { citizen, request, certificate, now })
}

interface TokenParts {
  readonly citizen: Citizen
  readonly request: ExchangeRequest
  readonly certificate: X509Certificate
  readonly now: Date
}

function answer({ signingKey }: StsTrust, parts: TokenParts): SoapAnswer {
  const { citizen, request, now } = parts
  const { audience, claims, context } = request
  if (!AUDIENCES.has(audience)) throw refusal('InvalidScope', 'the audience is not known')
  const relation = actingFor(citizen, claims)
  const expires = new Date(now.getTime() + LIFETIME_MS)
  const token = signIdentityToken(tokenOf(parts, relation, expires), signingKey)
  const body = writeExchangeAnswer({ token, audience, context, created: now, expires })
  return { body, action: EXCHANGE_ANSWER_ACTION }
}

const tokenOf = (
  { citizen, request, certificate, now }: TokenParts,
  relation: SubjectRelation | null,
  notOnOrAfter: Date,
): IdentityToken => ({
  ...{ id: `_${randomUUID()}`, issuer: STS_NAME, issuedAt: now, notBefore: now, notOnOrAfter },
  subject: {
    format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    name: `urn:uuid:${citizen.uuid}`,
  },
  holder: certificate.raw.toString('base64'),
  audience: request.audience,
  claims: {
    ...{ assuranceLevel: '4', cpr: citizen.cpr, cvr: null },
    ...{ authorisationCode: null, educationCode: null, itSystemName: null },
    ...{ givenName: citizen.givenName, surname: citizen.surname, privileges: null },
    subjectRelations: relation && writeSubjectRelations([relation]),
  },
})
