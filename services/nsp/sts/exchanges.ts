import type { Secret } from '../../kit/secret.ts'
import type { ActingCitizen, ActingProfessional } from '../platform/acting.ts'
import type { PostToService } from '../platform/post-to-service.ts'
import type { SystemIdentity } from '../platform/profile.ts'
import type { ServiceName } from '../platform/services.ts'
import type { Authorities } from '../signature/authorities.ts'
import { signMessage } from '../signature/sign-message.ts'
import type { SigningKey } from '../signature/signing-key.ts'
import { newMessageId } from '../soap/addressing.ts'
import { type SoapEnvelope, writeEnvelope } from '../soap/envelope.ts'
import { UpstreamAnswerInvalid } from '../soap/errors.ts'
import { XmlRefused } from '../xml/errors.ts'
import { XmlText } from '../xml/template.ts'
import { CLAIM, onBehalfOfClaim } from './messages/claims.ts'
import { readExchangeAnswer } from './messages/exchange-answer.ts'
import { type SentToken, writeExchangeRequest } from './messages/exchange-request.ts'
import { readIdCardAnswer } from './messages/id-card-answer.ts'
import { writeIdCardRequest } from './messages/id-card-request.ts'
import { EXCHANGE_ACTION, ID_CARD_ACTION, SIGNED_PARTS } from './messages/names.ts'
import { receivedCard, receivedToken, type Trust } from './received.ts'
import type { ShownCard, ShownToken } from './shown.ts'
import { ownCard } from './system-card.ts'
import type { Issued } from './token-cache.ts'

/**
 * What the STS is asked for, each time anew.
 *
 * All throw {StsFault} where it refuses, {UpstreamAnswerInvalid} where what it gives is not to be believed or is another
 * person's, and what the way there throws.
 */
export interface Exchanges {
  systemCard(signal: AbortSignal): Promise<Issued<ShownCard>>
  userCard(acting: ActingProfessional, signal: AbortSignal): Promise<Issued<ShownCard>>
  identityToken(wish: TokenWish, signal: AbortSignal): Promise<Issued<ShownToken>>
}

/** An identity token for one service; a citizen is known by a JWT, or by a bootstrap token. */
export interface TokenWish {
  readonly acting: Pick<ActingCitizen, 'cpr' | 'onBehalfOf'> &
    ({ readonly jwt: Secret } | { readonly bootstrapToken: Secret })
  readonly audience: string
}

/** @see exchanges */
export interface ExchangesOptions {
  readonly post: PostToService
  readonly system: SystemIdentity
  readonly signingKey: SigningKey
  readonly authorities: Authorities
  readonly now: () => Date
}

const CARD_AUDIENCE = 'https://audience.nspop.dk/dgws'

/** Asks the STS of one environment. */
export function exchanges(options: ExchangesOptions): Exchanges {
  const { post, system, signingKey, authorities, now } = options
  const trust = (): Trust => ({ authorities, now: now() })
  const exchanged = async (asked: Asked) => {
    const envelope = signedRequest(asked, { signingKey, now: now() })
    const { service, signal } = asked
    const reply = await post({ ...SOAP, service, action: EXCHANGE_ACTION, envelope, signal })
    return read(readExchangeAnswer, reply.envelope).token
  }
  return {
    systemCard: async (signal) => {
      const card = ownCard(system, signingKey, now())
      const envelope = writeIdCardRequest({ card, issuer: system.systemName, now: now() })
      const service = 'sts-id-card'
      const reply = await post({ ...SOAP, service, action: ID_CARD_ACTION, envelope, signal })
      const { content, text } = receivedCard(read(readIdCardAnswer, reply.envelope).card, trust())
      if (content.kind !== 'system') throw new UpstreamAnswerInvalid('the card is of a person')
      return { value: { kind: 'card', text, level: 3 }, endsAt: content.notOnOrAfter }
    },
    userCard: async (acting, signal) => {
      const token = assertion(acting.bootstrapToken)
      const claims = staffClaims(acting, system)
      const service = 'sts-bst2sosi'
      const element = await exchanged({ service, token, claims, audience: CARD_AUDIENCE, signal })
      const { content, text } = receivedCard(element, trust())
      if (content.kind !== 'user' || content.user.cpr !== acting.cpr) throw another()
      return { value: { kind: 'card', text, level: 4 }, endsAt: content.notOnOrAfter }
    },
    identityToken: async ({ acting, audience }, signal) => {
      const isJwt = 'jwt' in acting
      const token = isJwt ? jwt(acting.jwt) : assertion(acting.bootstrapToken)
      const service = isJwt ? 'sts-jwt2idws' : 'sts-bst2idws'
      const claims = citizenClaims(acting)
      const element = await exchanged({ service, token, claims, audience, signal })
      const { content, text } = receivedToken(element, { ...trust(), audience })
      if (content.claims.cpr !== acting.cpr) throw another()
      return { value: { kind: 'token', text, id: content.id }, endsAt: content.notOnOrAfter }
    },
  }
}

interface Asked {
  readonly service: ServiceName
  readonly token: SentToken
  readonly claims: ReadonlyMap<string, string>
  readonly audience: string
  readonly signal: AbortSignal
}

const SOAP = { version: '1.1' } as const

function signedRequest(
  { token, claims, audience }: Asked,
  { signingKey, now }: { readonly signingKey: SigningKey; readonly now: Date },
): XmlText {
  const parts = { token, claims, audience, messageId: newMessageId(), now }
  return signMessage(writeEnvelope(writeExchangeRequest(parts)), {
    ...{ signingKey, algorithm: 'rsa-sha256', parts: Object.values(SIGNED_PARTS) },
  })
}

const assertion = (token: Secret): SentToken => ({
  kind: 'assertion',
  assertion: XmlText.of(token.reveal().replace(/^\s*<\?xml[^>]*\?>/, '')),
})

const jwt = (token: Secret): SentToken => ({ kind: 'jwt', jwt: token.reveal() })

function staffClaims(acting: ActingProfessional, { systemName }: SystemIdentity) {
  const claims = new Map<string, string>([[CLAIM.systemName, systemName]])
  if (acting.role !== null) claims.set(CLAIM.role, acting.role)
  if (acting.authorisationCode !== null) {
    claims.set(CLAIM.authorisationCode, acting.authorisationCode)
  }
  return claims
}

function citizenClaims({ cpr, onBehalfOf }: Pick<ActingCitizen, 'cpr' | 'onBehalfOf'>) {
  const claims = new Map<string, string>([[CLAIM.cpr, cpr]])
  if (onBehalfOf) claims.set(CLAIM.onBehalfOf, onBehalfOfClaim(onBehalfOf.cpr, onBehalfOf.by))
  return claims
}

const another = (): UpstreamAnswerInvalid =>
  new UpstreamAnswerInvalid('the token in it is of another person')

function read<T>(reader: (envelope: SoapEnvelope) => T, envelope: SoapEnvelope): T {
  try {
    return reader(envelope)
  } catch (cause) {
    if (!(cause instanceof XmlRefused)) throw cause
    throw new UpstreamAnswerInvalid('it lacks what an answer of the STS has to have', { cause })
  }
}
