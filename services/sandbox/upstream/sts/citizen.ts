import { createPublicKey } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { ReceivedToken } from '../../../nsp/sts/messages/exchange-request.ts'
import { personWithCpr } from '../../domain/world/people.ts'
import type { Citizen } from '../../domain/world/persons.ts'
import { CITIZEN_AUDIENCE } from '../sign-in/bootstrap-token.ts'
import { SIGN_IN_PATH } from '../sign-in/sign-in.ts'
import { RECORD_AUDIENCE } from '../sign-in/token-claims.ts'
import { type BootstrapDemand, bootstrapFacts } from './bootstrap-assertion.ts'
import { refusal } from './refusals.ts'
import type { StsTrust } from './trust.ts'

const EID = 'https://data.gov.dk/model/core/eid'
const SKEW_SECONDS = 300

/**
 * The citizen of a bootstrap token.
 *
 * @throws {FaultAnswer} as {@link bootstrapFacts} does, and RequestFailed for staff
 */
export function citizenOfBootstrap(
  trust: StsTrust,
  demand: Omit<BootstrapDemand, 'audience'>,
): Citizen {
  const facts = bootstrapFacts(trust, { ...demand, audience: CITIZEN_AUDIENCE })
  if (facts.has(`${EID}/professional/cvr`))
    throw refusal('RequestFailed', 'an identity token of this exchange is for citizens')
  return citizenWith(facts.get(`${EID}/cprNumber`) ?? null)
}

/** What a JWT has to be. */
export interface JwtDemand {
  readonly token: ReceivedToken
  /** Root of the sandbox, below which its sign-in stands. */
  readonly base: URL
  readonly now: Date
}

/**
 * The citizen of a JWT of the sign-in.
 *
 * @throws {FaultAnswer} BadRequest for another kind of token, InvalidSecurityToken for one that is not of the sign-in,
 *   ExpiredData for one that has run out, RequestFailed for staff
 */
export async function citizenOfJwt(trust: StsTrust, demand: JwtDemand): Promise<Citizen> {
  const { token } = demand
  if (token.kind !== 'jwt') throw refusal('BadRequest', 'this exchange takes a JWT, and no other')
  const { user_type: type, cpr } = await claimsOf(trust, { ...demand, jwt: token.jwt })
  if (type !== 'CITIZEN')
    throw refusal('RequestFailed', 'an identity token of this exchange is for citizens')
  return citizenWith(typeof cpr === 'string' ? cpr : null)
}

async function claimsOf(
  { keys }: StsTrust,
  { jwt, base, now }: Omit<JwtDemand, 'token'> & { readonly jwt: string },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(jwt, createPublicKey(keys.identityProvider.certificate), {
      ...{ issuer: new URL(SIGN_IN_PATH, base).href, audience: RECORD_AUDIENCE },
      ...{ algorithms: ['RS256'], currentDate: now, clockTolerance: SKEW_SECONDS },
      requiredClaims: ['exp', 'sub'],
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refusal('ExpiredData', 'the JWT has run out')
    if (error instanceof errors.JOSEError)
      throw refusal('InvalidSecurityToken', 'the JWT is not of the sign-in')
    throw error
  }
}

function citizenWith(cpr: string | null): Citizen {
  const found = cpr === null ? null : personWithCpr(cpr)
  if (found?.kind !== 'citizen') throw refusal('FailedAuthentication', 'the person is not known')
  return found.person
}
