import type { X509Certificate } from 'node:crypto'
import type { UserIdCard } from '../../../nsp/dgws/id-card.ts'
import { signIdCard } from '../../../nsp/dgws/id-card-sign.ts'
import { hashesOf } from '../../../nsp/dgws/id-card-verify.ts'
import { CLAIM } from '../../../nsp/sts/messages/claims.ts'
import { writeExchangeAnswer } from '../../../nsp/sts/messages/exchange-answer.ts'
import { EXCHANGE_ANSWER_ACTION } from '../../../nsp/sts/messages/names.ts'
import { personWithUuid } from '../../domain/world/people.ts'
import type { StaffMember } from '../../domain/world/persons.ts'
import type { ReceivedCall, SoapAnswer } from '../../wire/soap-service.ts'
import { STAFF_AUDIENCE } from '../sign-in/bootstrap-token.ts'
import { type BootstrapFacts, bootstrapFacts } from './bootstrap-assertion.ts'
import { heardExchange } from './heard-exchange.ts'
import { refusal } from './refusals.ts'
import { newCardId } from './sign-id-card.ts'
import { staffRole } from './staff-role.ts'
import { subjectName } from './subject.ts'
import { STS_NAME, type StsTrust } from './trust.ts'

const DAY_MS = 86_400_000
const BACK_MS = 300_000
const PROFESSIONAL = 'https://data.gov.dk/model/core/eid/professional'

/**
 * Gives a member of staff an id card for the bootstrap token of the sign-in.
 *
 * @throws {FaultAnswer} for every message, token and person that gets none
 */
export function idCardForBootstrap(trust: StsTrust, call: ReceivedCall): SoapAnswer {
  const { now } = call
  const { request, certificate } = heardExchange(trust, call)
  const { token, claims, audience, context } = request
  const demand = { token, audience: STAFF_AUDIENCE, holder: certificate, now }
  const facts = bootstrapFacts(trust, demand)
  const person = staffOf(facts)
  const said = claims.get(CLAIM.subjectNameId)
  if (said !== undefined && said !== `urn:uuid:${person.uuid}`)
    throw refusal('FailedAuthentication', 'the subject is not that of the bootstrap token')
  const systemName = claims.get(CLAIM.systemName)
  if (systemName === undefined) throw refusal('InvalidRequest', 'the claim ITSystemName is missing')
  const card = cardOf(person, { facts, certificate, systemName, now, claims })
  const signed = signIdCard(card, {
    ...{ signingKey: trust.signingKey, algorithm: trust.cardAlgorithm },
  })
  const lifetime = { created: card.notBefore, expires: card.notOnOrAfter }
  const body = writeExchangeAnswer({ token: signed, audience, context, ...lifetime })
  return { body, action: EXCHANGE_ANSWER_ACTION }
}

interface CardParts {
  readonly facts: BootstrapFacts
  readonly certificate: X509Certificate
  readonly systemName: string
  readonly claims: ReadonlyMap<string, string>
  readonly now: Date
}

function cardOf(person: StaffMember, parts: CardParts): UserIdCard {
  const { facts, certificate, systemName, claims, now } = parts
  const notBefore = new Date(now.getTime() - BACK_MS)
  const may = staffRole(person, {
    role: claims.get(CLAIM.role) ?? null,
    authorisationCode: claims.get(CLAIM.authorisationCode) ?? null,
  })
  return {
    ...{ kind: 'user', id: newCardId(), version: '1.0.1', issuer: STS_NAME, level: 4 },
    subject: { format: 'medcom:other', name: subjectName(certificate) },
    ...{ issuedAt: notBefore, notBefore },
    notOnOrAfter: new Date(notBefore.getTime() + DAY_MS),
    certificateHash: hashesOf(certificate)[0],
    system: {
      ...{ name: systemName, careProviderIdFormat: 'medcom:cvrnumber' },
      careProviderId: facts.get(`${PROFESSIONAL}/cvr`) ?? '',
      careProvider: facts.get(`${PROFESSIONAL}/orgName`) ?? '',
    },
    user: {
      ...{ cpr: person.cpr, givenName: person.givenName, surname: person.surname },
      ...{ email: null, occupation: null, ...may },
    },
  }
}

function staffOf(facts: BootstrapFacts): StaffMember {
  const uuid = facts.get(`${PROFESSIONAL}/uuid/persistent`)?.replace(/^urn:uuid:/, '')
  if (uuid === undefined)
    throw refusal('RequestFailed', 'an id card is for staff, and this token is a citizen’s')
  const found = personWithUuid(uuid)
  if (found?.kind !== 'professional' || facts.get(`${PROFESSIONAL}/cvr`) !== found.person.cvr)
    throw refusal('FailedAuthentication', 'the person is not known')
  return found.person
}
