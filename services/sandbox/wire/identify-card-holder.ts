import { createHash } from 'node:crypto'
import { XMLSerializer } from '@xmldom/xmldom'
import { LRUCache } from 'lru-cache'
import { readDgwsHeader } from '../../nsp/dgws/header.ts'
import type { DgwsHeader } from '../../nsp/dgws/header-values.ts'
import type { IdCard } from '../../nsp/dgws/id-card.ts'
import { IdCardRefused } from '../../nsp/dgws/id-card-errors.ts'
import { verifyIdCard } from '../../nsp/dgws/id-card-verify.ts'
import { readSecurity } from '../../nsp/dgws/security.ts'
import { type Authorities, CLOCK_SKEW_MS } from '../../nsp/signature/authorities.ts'
import { SignatureInvalid } from '../../nsp/signature/errors.ts'
import type { SoapEnvelope } from '../../nsp/soap/envelope.ts'
import { wsse } from '../../nsp/soap/namespaces.ts'
import { child } from '../../nsp/xml/element.ts'
import type { XmlElement } from '../../nsp/xml/parse.ts'
import { FaultAnswer } from './fault-answer.ts'
import type { ReceivedCaller } from './soap-service.ts'

const KEPT_MS = 60_000
const MINUTE_MS = 60_000

/** Tells who holds the id card of a message of Den Gode Webservice. @throws {FaultAnswer} */
export type CardHolder = (envelope: SoapEnvelope, neededLevel: 3 | 4, now: Date) => ReceivedCaller

/** Verifies cards; one that was found right is not verified again for a minute. */
export function cardHolder(authorities: Authorities): CardHolder {
  const verified = new LRUCache<string, IdCard>({ max: 500, ttl: KEPT_MS })
  const cardOf = (assertion: XmlElement, now: Date): IdCard => {
    const key = digestOf(assertion)
    const known = verified.get(key)
    if (known) return known
    const card = asFault(() => verifiedCard(assertion, authorities, now))
    verified.set(key, card)
    return card
  }
  return (envelope, neededLevel, now) => {
    const security = readSecurity(envelope)
    const header = readDgwsHeader(envelope)
    if (!security || !header)
      throw new FaultAnswer('missing_required_header', 'A header of DGWS is missing')
    checkFresh(security.created, now)
    checkStated(header, security.element, neededLevel)
    if (!security.assertion)
      throw new FaultAnswer('invalid_idcard', 'wsse:Security holds no id card')
    const card = cardOf(security.assertion, now)
    checkAge(card, header, now)
    return holderOf(card, Math.max(neededLevel, header.securityLevel ?? 0))
  }
}

const verifiedCard = (assertion: XmlElement, authorities: Authorities, now: Date): IdCard =>
  verifyIdCard(assertion, { authorities, now, signedBy: 'sts' }).card

function asFault<T>(verify: () => T): T {
  try {
    return verify()
  } catch (error) {
    if (error instanceof SignatureInvalid)
      throw new FaultAnswer(`invalid_${error.about}`, error.message)
    if (error instanceof IdCardRefused) throw new FaultAnswer(error.faultCode, error.message)
    throw error
  }
}

function checkFresh(created: Date, now: Date): void {
  if (Math.abs(now.getTime() - created.getTime()) > CLOCK_SKEW_MS)
    throw new FaultAnswer('processing_problem', 'The message was not made within five minutes')
}

function checkStated(
  { securityLevel }: DgwsHeader,
  security: XmlElement,
  neededLevel: number,
): void {
  if (child(security, wsse('UsernameToken')))
    throw new FaultAnswer('invalid_username_password', 'User name or password is wrong')
  if (securityLevel !== null && securityLevel < neededLevel)
    throw new FaultAnswer('security_level_failed', `Level ${neededLevel} is needed`)
}

// A card that is known from before may have run out since, and the caller may want a younger one than it is.
function checkAge({ issuedAt, notOnOrAfter }: IdCard, { timeOut }: DgwsHeader, now: Date): void {
  if (now.getTime() >= notOnOrAfter.getTime() + CLOCK_SKEW_MS)
    throw new FaultAnswer('expired_idcard', 'The id card has run out')
  const minutes = timeOut === null || timeOut === 'unbound' ? null : Number(timeOut)
  if (minutes !== null && now.getTime() - issuedAt.getTime() > minutes * MINUTE_MS + CLOCK_SKEW_MS)
    throw new FaultAnswer('expired_idcard', 'The id card is older than TimeOut')
}

function holderOf(card: IdCard, level: number): ReceivedCaller {
  if (card.level < level)
    throw new FaultAnswer('security_level_failed', `The id card is below level ${level}`)
  const { careProviderId, careProviderIdFormat, name } = card.system
  const user = card.kind === 'user' ? card.user : null
  return {
    kind: user ? 'professional' : 'system',
    level: user ? 4 : 3,
    cvr: careProviderIdFormat === 'medcom:cvrnumber' ? careProviderId : null,
    cpr: user?.cpr ?? null,
    authorisationCode: user?.authorisationCode ?? null,
    role: user?.role ?? null,
    systemName: name,
    actsFor: [],
  }
}

const digestOf = (assertion: XmlElement): string =>
  createHash('sha256').update(new XMLSerializer().serializeToString(assertion)).digest('base64')
