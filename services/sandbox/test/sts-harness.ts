import { X509Certificate } from 'node:crypto'
import type { SystemIdCard, UserIdCard } from '../../nsp/dgws/id-card.ts'
import { signIdCard } from '../../nsp/dgws/id-card-sign.ts'
import { hashesOf } from '../../nsp/dgws/id-card-verify.ts'
import type { SignatureAlgorithm } from '../../nsp/signature/algorithms.ts'
import { signMessage } from '../../nsp/signature/sign-message.ts'
import type { SigningKey } from '../../nsp/signature/signing-key.ts'
import { readEnvelope, type SoapEnvelope, writeEnvelope } from '../../nsp/soap/envelope.ts'
import { StsFault } from '../../nsp/soap/errors.ts'
import { faultOf } from '../../nsp/soap/fault.ts'
import { CLAIM } from '../../nsp/sts/messages/claims.ts'
import { type SentToken, writeExchangeRequest } from '../../nsp/sts/messages/exchange-request.ts'
import { writeIdCardRequest } from '../../nsp/sts/messages/id-card-request.ts'
import { EXCHANGE_ACTION, ID_CARD_ACTION, SIGNED_PARTS } from '../../nsp/sts/messages/names.ts'
import { type XmlText as Xml, XmlText } from '../../nsp/xml/template.ts'
import { personOf, workplaceOf } from '../domain/world/people.ts'
import { STAFF, type StaffMember } from '../domain/world/persons.ts'
import { identity } from '../upstream/identity/identity.ts'
import { type SandboxKeys, sandboxKeys } from '../upstream/identity/keys.ts'
import { bootstrapToken } from '../upstream/sign-in/bootstrap-token.ts'
import { startPlatformServer } from '../wire/start-platform-server.ts'

export const DAY_MS = 86_400_000
export const MINUTE_MS = 60_000

/** Replaces text of a message on its way. */
export type Tamper = (message: string) => string

/** One exchange; what is not named is right. */
export interface ExchangeWish {
  readonly path: 'BST2SOSI' | 'Bst2Idws' | 'JWT2Idws'
  readonly token: SentToken
  readonly audience?: string
  readonly claims?: Readonly<Record<string, string>>
  readonly by?: SigningKey
  readonly parts?: readonly string[]
  readonly algorithm?: SignatureAlgorithm
  readonly at?: Date
  readonly beforeSigning?: Tamper
  readonly afterSigning?: Tamper
}

/** Plays the STS, and asks it. */
export async function startSts(options: { readonly cardAlgorithm?: SignatureAlgorithm } = {}) {
  const keys = await sandboxKeys()
  const clock = { now: new Date() }
  const { soap, mount } = identity({ keys, now: () => clock.now, ...options })
  const authorities = [keys.authority]
  const server = await startPlatformServer({ soap, authorities, mount, now: () => clock.now })
  const ask = async (path: string, message: string, action: string): Promise<StsSays> => {
    const response = await fetch(new URL(`/sts/services/${path}`, server.url), {
      ...{ method: 'POST', body: message },
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` },
    })
    const text = await response.text()
    return { status: response.status, text, envelope: readEnvelope(text) }
  }
  return {
    ...{ keys, clock, server, ask },
    idCard: (card: Xml, at = clock.now) =>
      ask(
        'NewSecurityTokenService',
        writeIdCardRequest({ card, issuer: 'A system', now: at }).toString(),
        ID_CARD_ACTION,
      ),
    exchange: (wish: ExchangeWish) =>
      ask(wish.path, exchangeMessage(wish, keys, clock.now), EXCHANGE_ACTION),
    jwtOf: (person: string) => jwtOf(server.url, person),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** What came back. */
export interface StsSays {
  readonly status: number
  readonly text: string
  readonly envelope: SoapEnvelope
}

/** The code of a fault of the STS, once it is one in every way. */
export function refusedWith({ status, text, envelope }: StsSays): string {
  const fault = faultOf(envelope)
  if (!(fault instanceof StsFault)) throw new Error('it is no fault of the STS')
  const isWhole = status === 200 && text.includes('<faultactor>http://sosi.dk/sts</faultactor>')
  if (!isWhole) throw new Error('a fault of the STS comes with HTTP 200 and an actor')
  return fault.faultCode
}

/** A bootstrap token of one of the sandbox's people. */
export function bootstrapOf(
  keys: SandboxKeys,
  key: string,
  { now = new Date(), holder = keys.hub.certificate, signingKey = keys.identityProvider } = {},
): SentToken {
  const signedIn = personOf(key)
  if (!signedIn) throw new Error('no such person')
  const assertion = bootstrapToken({ signedIn, holder, signingKey, now })
  return { kind: 'assertion', assertion }
}

/** The message of one exchange, signed. */
export function exchangeMessage(wish: ExchangeWish, keys: SandboxKeys, now: Date): string {
  const { audience = 'https://audience.nspop.dk/dds', by = keys.hub, at = now } = wish
  const { parts = Object.values(SIGNED_PARTS), algorithm = 'rsa-sha256' } = wish
  const staff = wish.path === 'BST2SOSI' ? { [CLAIM.systemName]: 'Fundament' } : {}
  const claims = new Map(Object.entries({ ...staff, ...wish.claims }))
  const messageId = 'urn:uuid:7e57ab1e-0000-4000-8000-00000000abcd'
  const written = writeEnvelope(
    writeExchangeRequest({ token: wish.token, audience, claims, messageId, now: at }),
  ).toString()
  const before = XmlText.of(wish.beforeSigning?.(written) ?? written)
  const signed = signMessage(before, { signingKey: by, algorithm, parts }).toString()
  return wish.afterSigning?.(signed) ?? signed
}

async function jwtOf(base: URL, person: string): Promise<string> {
  const response = await fetch(new URL('/sign-in/token', base), {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'urn:fundament:sandbox:test-person', client_id: 'fundament-try', person },
    }),
  })
  return ((await response.json()) as { readonly access_token: string }).access_token
}

/** A card of the hub as it asks for one, signed by itself. */
export function systemCard(
  by: SigningKey & { readonly cvr: string; readonly organisation: string },
  change: Partial<SystemIdCard> = {},
  now = new Date(),
): Xml {
  return signIdCard(
    {
      ...cardFacts(by, { cvr: by.cvr, careProvider: by.organisation, now }),
      kind: 'system',
      level: 3,
      ...change,
    },
    { signingKey: by, algorithm: 'rsa-sha256' },
  )
}

/** A card of a member of staff as it asks for one, signed with the person's certificate. */
export function userCard(
  by: SigningKey,
  person: StaffMember = STAFF.doctor,
  change: Partial<UserIdCard['user']> = {},
): Xml {
  const { cpr, givenName, surname, cvr } = person
  const user = { cpr, givenName, surname, email: null, occupation: null }
  const facts = cardFacts(by, { cvr, careProvider: workplaceOf(person), now: new Date() })
  return signIdCard(
    {
      ...{ ...facts, kind: 'user', level: 4 },
      user: { ...user, role: null, authorisationCode: null, ...change },
    },
    { signingKey: by, algorithm: 'rsa-sha1' },
  )
}

interface CardHolder {
  readonly cvr: string
  readonly careProvider: string
  readonly now: Date
}

/** What every card says, of whoever holds a key. */
export function cardFacts(by: SigningKey, of: CardHolder) {
  const { cvr, careProvider, now } = of
  return {
    ...{ id: 'AAAA', version: '1.0.1', issuer: 'A system', issuedAt: now, notBefore: now },
    subject: { format: 'medcom:cvrnumber', name: cvr },
    notOnOrAfter: new Date(now.getTime() + DAY_MS),
    certificateHash: hashesOf(new X509Certificate(by.certificate))[0],
    system: {
      ...{ name: 'Fundament', careProviderId: cvr, careProviderIdFormat: 'medcom:cvrnumber' },
      careProvider,
    },
  }
}
