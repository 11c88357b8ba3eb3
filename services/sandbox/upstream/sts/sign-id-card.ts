import { randomBytes, type X509Certificate } from 'node:crypto'
import type { IdCard, UserIdCard } from '../../../nsp/dgws/id-card.ts'
import { IdCardRefused } from '../../../nsp/dgws/id-card-errors.ts'
import { signIdCard } from '../../../nsp/dgws/id-card-sign.ts'
import { type VerifiedIdCard, verifyIdCard } from '../../../nsp/dgws/id-card-verify.ts'
import type { SoapEnvelope } from '../../../nsp/soap/envelope.ts'
import { writeIdCardAnswer } from '../../../nsp/sts/messages/id-card-answer.ts'
import { idCardSecurity, readIdCardRequest } from '../../../nsp/sts/messages/id-card-request.ts'
import { instantOf } from '../../../nsp/sts/messages/instant.ts'
import { namesIn, needed } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import { personWithUuid } from '../../domain/world/people.ts'
import type { ReceivedCall, SoapAnswer } from '../../wire/soap-service.ts'
import { refusal } from './refusals.ts'
import { staffRole } from './staff-role.ts'
import { holderOf, subjectName } from './subject.ts'
import { checkCreated, checkNotRevoked, heard, STS_NAME, type StsTrust } from './trust.ts'

const DAY_MS = 86_400_000

/**
 * Signs the id card of a system or of a member of staff, once it says what the certificate and the registers say.
 *
 * @throws {FaultAnswer} for every card that is not signed
 */
export function signedIdCard(trust: StsTrust, call: ReceivedCall): SoapAnswer {
  const { now } = call
  const request = heard(() => readIdCardRequest(envelopeOf(call)))
  checkCreated(instantOf(request.created), now)
  const { card, certificate } = verified(trust, request.card, now)
  checkNotRevoked(trust, certificate)
  if (card.notOnOrAfter.getTime() - card.notBefore.getTime() > DAY_MS)
    throw refusal('InvalidTimeRange', 'a card is for 24 hours at most')
  checkOrganisation(card, certificate)
  const signed = signIdCard(
    {
      ...(card.kind === 'system' ? system(card, certificate) : user(card, certificate)),
      ...{ id: newCardId(), issuer: STS_NAME, issuedAt: card.issuedAt },
      subject: { format: 'medcom:other', name: subjectName(certificate) },
    },
    { signingKey: trust.signingKey, algorithm: trust.cardAlgorithm },
  )
  const body = writeIdCardAnswer({ card: signed, issuer: STS_NAME, context: request.context })
  return { body, headers: [idCardSecurity(now)] }
}

/** A new `sosi:IDCardID`. */
export const newCardId = (): string => randomBytes(16).toString('base64')

function verified(trust: StsTrust, element: XmlElement, now: Date): VerifiedIdCard {
  try {
    const { authorities } = trust
    return heard(() => verifyIdCard(element, { authorities, now, signedBy: 'holder' }))
  } catch (error) {
    if (!(error instanceof IdCardRefused)) throw error
    if (error.faultCode === 'expired_idcard') throw refusal('RenewNeeded', error.message)
    throw refusal('InvalidRequest', error.message)
  }
}

function checkOrganisation({ system }: IdCard, certificate: X509Certificate): void {
  if (system.careProviderIdFormat !== 'medcom:cvrnumber')
    throw refusal('RequestFailed', 'the organisation is not given by its CVR number')
  if (system.careProviderId !== holderOf(certificate).cvr)
    throw refusal('FailedAuthentication', 'the CVR number is not that of the certificate')
}

function system<T extends IdCard>(card: T, certificate: X509Certificate): T {
  if (card.level !== 3 || holderOf(certificate).kind !== 'organisation')
    throw refusal('RequestFailed', 'a system has level 3, and an organisation’s certificate')
  return card
}

function user(card: UserIdCard, certificate: X509Certificate): UserIdCard {
  const { kind, uuid } = holderOf(certificate)
  if (card.level !== 4 || kind !== 'employee')
    throw refusal('RequestFailed', 'a person has level 4, and a certificate of the employer')
  const found = uuid === null ? null : personWithUuid(uuid)
  if (found?.kind !== 'professional' || found.person.cpr !== card.user.cpr)
    throw refusal('FailedAuthentication', 'the person is not the one of the certificate')
  const { givenName, surname } = found.person
  const { role, authorisationCode } = card.user
  const may = staffRole(found.person, { role, authorisationCode })
  return { ...card, user: { ...card.user, ...may, givenName, surname } }
}

function envelopeOf({ envelope, body, version }: ReceivedCall): SoapEnvelope {
  const soap = namesIn(envelope.namespaceURI)
  return { version, root: envelope, header: needed(envelope, soap('Header')), body }
}
