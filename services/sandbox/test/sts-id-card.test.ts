import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { verifyIdCard } from '../../nsp/dgws/id-card-verify.ts'
import { Authorities } from '../../nsp/signature/authorities.ts'
import { readIdCardAnswer } from '../../nsp/sts/messages/id-card-answer.ts'
import { writeIdCardRequest } from '../../nsp/sts/messages/id-card-request.ts'
import { ID_CARD_ACTION } from '../../nsp/sts/messages/names.ts'
import { XmlText } from '../../nsp/xml/template.ts'
import { workplaceOf } from '../domain/world/people.ts'
import { STAFF, type StaffMember } from '../domain/world/persons.ts'
import {
  DAY_MS,
  MINUTE_MS,
  refusedWith,
  type StsSays,
  startSts,
  systemCard,
  userCard,
} from './sts-harness.ts'

let sts: Awaited<ReturnType<typeof startSts>>
before(async () => {
  sts = await startSts()
})
after(() => sts[Symbol.asyncDispose]())

const cardIn = ({ envelope }: StsSays, keys = sts.keys) =>
  verifyIdCard(readIdCardAnswer(envelope).card, {
    ...{ authorities: new Authorities([keys.authority]), now: new Date(), signedBy: 'sts' },
  })

const staffKey = (person: StaffMember) =>
  sts.keys.staff({ ...person, organisationName: workplaceOf(person) })

describe('NewSecurityTokenService', () => {
  it('signs the card of a system, for as long as was asked', async () => {
    const says = await sts.idCard(systemCard(sts.keys.hub))
    const { card, algorithm } = cardIn(says)
    assert.equal(says.status, 200)
    assert.match(says.text, /<wsse:Security .*<wsu:Created>[^<]+Z<\/wsu:Created>.*<soap:Body>/)
    assert.equal(algorithm, 'rsa-sha1')
    assert.ok(card.kind === 'system')
    assert.equal(card.issuer, 'SANDBOX-STS')
    assert.equal(card.notOnOrAfter.getTime() - card.notBefore.getTime(), DAY_MS)
    assert.equal(card.system.careProviderId, sts.keys.hub.cvr)
    assert.equal(card.subject.format, 'medcom:other')
    assert.match(
      card.subject.name,
      /^SubjectDN={C=DK, OID\.2\.5\.4\.97=NTRDK-00000901, O=Fundament, SERIALNUMBER=UI:DK-O:G:[^,]+, CN=[^}]+},IssuerDN={.+},CertSerial={\d+}$/,
    )
  })

  it('signs with rsa-sha256 where it is told to', async () => {
    await using other = await startSts({ cardAlgorithm: 'rsa-sha256' })
    const says = await other.idCard(systemCard(other.keys.hub))
    assert.equal(cardIn(says, other.keys).algorithm, 'rsa-sha256')
  })

  it('answers under both actions that clients send', async () => {
    const card = systemCard(sts.keys.hub)
    const message = writeIdCardRequest({ card, issuer: 'A system', now: new Date() }).toString()
    for (const action of [ID_CARD_ACTION, 'Issue'])
      cardIn(await sts.ask('NewSecurityTokenService', message, action))
  })

  it('fills in what the register knows of a doctor', async () => {
    const { card } = cardIn(await sts.idCard(userCard(await staffKey(STAFF.doctor))))
    assert.ok(card.kind === 'user')
    assert.deepEqual([card.user.role, card.user.authorisationCode], ['7170', '0FL1B'])
    assert.deepEqual([card.user.cpr, card.level], [STAFF.doctor.cpr, 4])
  })

  it('leaves staff without authorisation to a national role', async () => {
    const key = await staffKey(STAFF.homeHelper)
    const { card } = cardIn(
      await sts.idCard(userCard(key, STAFF.homeHelper, { role: 'nspSundAssistR2' })),
    )
    assert.ok(card.kind === 'user')
    assert.deepEqual([card.user.role, card.user.authorisationCode], ['nspSundAssistR2', null])
  })

  it('refuses an authorisation, an education or a role that the person does not have', async () => {
    const doctor = await staffKey(STAFF.doctor)
    const helper = await staffKey(STAFF.homeHelper)
    for (const card of [
      userCard(doctor, STAFF.doctor, { authorisationCode: '0FN2J' }),
      userCard(doctor, STAFF.doctor, { role: '5166' }),
      userCard(doctor, STAFF.doctor, { role: 'nspSundAssistR2' }),
      // An authorisation of hers that has ended.
      userCard(helper, STAFF.homeHelper, { authorisationCode: '0FX9K', role: '5151' }),
    ])
      assert.equal(refusedWith(await sts.idCard(card)), 'RequestFailed')
  })

  it('refuses a person who is not the one of the certificate', async () => {
    const card = userCard(await staffKey(STAFF.doctor), STAFF.doctor, { cpr: STAFF.nurse.cpr })
    assert.equal(refusedWith(await sts.idCard(card)), 'FailedAuthentication')
  })

  it('refuses a certificate of the wrong kind', async () => {
    const { hub } = sts.keys
    const asUser = userCard(hub, { ...STAFF.doctor, cvr: hub.cvr })
    assert.equal(refusedWith(await sts.idCard(asUser)), 'RequestFailed')
    const key = await staffKey(STAFF.doctor)
    const asSystem = systemCard({ ...key, cvr: STAFF.doctor.cvr, organisation: 'x' })
    assert.equal(refusedWith(await sts.idCard(asSystem)), 'RequestFailed')
  })

  it('refuses certificates that have run out, are of a stranger, or were taken back', async () => {
    const { expired, foreign, revoked, unlisted } = await sts.keys.misfits()
    const coded = async (by: typeof expired) => refusedWith(await sts.idCard(systemCard(by)))
    assert.equal(await coded(expired), 'FailedAuthentication')
    assert.equal(await coded(foreign), 'FailedAuthentication')
    assert.equal(await coded(revoked), 'InvalidSecurityToken')
    // Signing a card needs no listing.
    assert.equal((await sts.idCard(systemCard(unlisted))).text.includes('Fault'), false)
  })

  it('refuses the CVR number of another', async () => {
    const { hub } = sts.keys
    const card = systemCard({ ...hub, cvr: '00000001' })
    assert.equal(refusedWith(await sts.idCard(card)), 'FailedAuthentication')
  })

  it('refuses a card that was changed, and one with the hash of another certificate', async () => {
    const { hub } = sts.keys
    const changed = XmlText.of(systemCard(hub).toString().replace('>Fundament<', '>Another<'))
    assert.equal(refusedWith(await sts.idCard(changed)), 'InvalidSecurityToken')
    const hash = systemCard(hub, { certificateHash: 'AAAA' })
    assert.equal(refusedWith(await sts.idCard(hash)), 'InvalidRequest')
  })

  it('refuses times that are not now', async () => {
    const { hub } = sts.keys
    const now = Date.now()
    const from = new Date(now - 2 * DAY_MS)
    const old = systemCard(hub, { notBefore: from, notOnOrAfter: new Date(now - DAY_MS) })
    assert.equal(refusedWith(await sts.idCard(old)), 'RenewNeeded')
    const long = systemCard(hub, { notOnOrAfter: new Date(now + DAY_MS + MINUTE_MS) })
    assert.equal(refusedWith(await sts.idCard(long)), 'InvalidTimeRange')
    const late = await sts.idCard(systemCard(hub), new Date(now - 6 * MINUTE_MS))
    assert.equal(refusedWith(late), 'ExpiredData')
    const early = await sts.idCard(systemCard(hub), new Date(now + 6 * MINUTE_MS))
    assert.equal(refusedWith(early), 'InvalidTimeRange')
    const skewed = await sts.idCard(systemCard(hub), new Date(now - 4 * MINUTE_MS))
    assert.equal(skewed.text.includes('Fault'), false)
  })
})
