import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { verifyIdCard } from '../../nsp/dgws/id-card-verify.ts'
import { Authorities } from '../../nsp/signature/authorities.ts'
import { CLAIM } from '../../nsp/sts/messages/claims.ts'
import { readExchangeAnswer } from '../../nsp/sts/messages/exchange-answer.ts'
import { XmlText } from '../../nsp/xml/template.ts'
import { STAFF } from '../domain/world/persons.ts'
import {
  bootstrapOf,
  DAY_MS,
  type ExchangeWish,
  MINUTE_MS,
  refusedWith,
  startSts,
} from './sts-harness.ts'

let sts: Awaited<ReturnType<typeof startSts>>
before(async () => {
  sts = await startSts()
})
after(() => sts[Symbol.asyncDispose]())

const ask = (wish: Partial<ExchangeWish> = {}, person = 'doctor') =>
  sts.exchange({ path: 'BST2SOSI', token: bootstrapOf(sts.keys, person), ...wish })

async function cardFor(wish: Partial<ExchangeWish> = {}, person = 'doctor') {
  const { envelope, status } = await ask(wish, person)
  assert.equal(status, 200)
  const { token, audience } = readExchangeAnswer(envelope)
  assert.equal(audience, 'https://audience.nspop.dk/dds')
  const { card, algorithm } = verifyIdCard(token, {
    ...{ authorities: new Authorities([sts.keys.authority]), now: new Date(), signedBy: 'sts' },
  })
  assert.ok(card.kind === 'user')
  assert.equal(algorithm, 'rsa-sha1')
  return card
}

const refused = async (wish: Partial<ExchangeWish>, person?: string) =>
  refusedWith(await ask(wish, person))

describe('BST2SOSI', () => {
  it('gives a card for 24 hours, with what the register knows', async () => {
    const card = await cardFor()
    assert.deepEqual([card.level, card.system.name], [4, 'Fundament'])
    assert.equal(card.notOnOrAfter.getTime() - card.notBefore.getTime(), DAY_MS)
    assert.deepEqual([card.user.role, card.user.authorisationCode], ['7170', '0FL1B'])
    assert.equal(card.system.careProviderId, STAFF.doctor.cvr)
  })

  it('takes claims that the register bears out, and messages signed in the old way', async () => {
    const { user } = await cardFor(
      {
        claims: {
          [CLAIM.role]: '5166',
          [CLAIM.authorisationCode]: '0FN2J',
          [CLAIM.subjectNameId]: `urn:uuid:${STAFF.nurse.uuid}`,
        },
        algorithm: 'rsa-sha1',
      },
      'nurse',
    )
    assert.equal(user.givenName, 'Jytte')
  })

  it('gives staff without authorisation a national role', async () => {
    const { user } = await cardFor({}, 'homeHelper')
    assert.deepEqual([user.role, user.authorisationCode], ['nspSundAssistR2', null])
  })

  it('refuses claims that the register does not bear out', async () => {
    const claims = (uri: string, value: string) => ({ claims: { [uri]: value } })
    assert.equal(await refused(claims(CLAIM.authorisationCode, '0FN2J')), 'RequestFailed')
    assert.equal(await refused(claims(CLAIM.role, '5166')), 'RequestFailed')
    assert.equal(await refused(claims(CLAIM.role, '5151'), 'homeHelper'), 'RequestFailed')
    const another = claims(CLAIM.subjectNameId, `urn:uuid:${STAFF.nurse.uuid}`)
    assert.equal(await refused(another), 'FailedAuthentication')
    assert.equal(await refused(claims(CLAIM.systemName, '')), 'InvalidRequest')
  })

  it('refuses what the real one does not offer: citizens, JWTs, two tokens', async () => {
    assert.equal(await refused({}, 'full'), 'InvalidSecurityToken')
    const jwt = await sts.jwtOf('doctor')
    assert.equal(await refused({ token: { kind: 'jwt', jwt } }), 'BadRequest')
    const assertion = XmlText.of(['doctor', 'nurse'].map(assertionFor).join(''))
    assert.equal(await refused({ token: { kind: 'assertion', assertion } }), 'BadRequest')
  })

  it('refuses a bootstrap token that is changed, of a stranger, of old, or of another holder', async () => {
    const changed: Partial<ExchangeWish> = {
      beforeSigning: (text) => text.replace('>High<', '>Low<'),
    }
    assert.equal(await refused(changed), 'InvalidSecurityToken')
    const { foreign, unlisted } = await sts.keys.misfits()
    const stranger = bootstrapOf(sts.keys, 'doctor', { signingKey: foreign })
    assert.equal(await refused({ token: stranger }), 'FailedAuthentication')
    const now = new Date(Date.now() - 66 * MINUTE_MS)
    const old = bootstrapOf(sts.keys, 'doctor', { now })
    assert.equal(await refused({ token: old }), 'ExpiredData')
    const held = bootstrapOf(sts.keys, 'doctor', { holder: unlisted.certificate })
    assert.equal(await refused({ token: held }), 'FailedAuthentication')
  })

  it('refuses messages of those who are not listed, or not believed', async () => {
    const { expired, foreign, revoked, unlisted } = await sts.keys.misfits()
    assert.equal(await refused({ by: unlisted }), 'FailedAuthentication')
    assert.equal(await refused({ by: expired }), 'FailedAuthentication')
    assert.equal(await refused({ by: foreign }), 'FailedAuthentication')
    assert.equal(await refused({ by: revoked }), 'InvalidSecurityToken')
  })

  it('refuses a message whose signature covers less, or does not hold', async () => {
    for (const parts of [
      ['action', 'messageID', 'ts'],
      ['action', 'messageID', 'body'],
      ['action', 'ts', 'body'],
      ['messageID', 'ts', 'body'],
    ])
      assert.equal(await refused({ parts }), 'AuthenticationBadElements')
    const changed: Partial<ExchangeWish> = {
      afterSigning: (text) => text.replace('audience.nspop.dk/dds', 'audience.nspop.dk/fmk'),
    }
    assert.equal(await refused(changed), 'InvalidSecurityToken')
    const unsigned: Partial<ExchangeWish> = {
      afterSigning: (text) => text.replace(/<ds:Signature .*?<\/ds:Signature>/s, ''),
    }
    assert.equal(await refused(unsigned), 'AuthenticationBadElements')
  })

  it('refuses messages that are not of now', async () => {
    const at = (minutes: number) => ({ at: new Date(Date.now() + minutes * MINUTE_MS) })
    assert.equal(await refused(at(-6)), 'ExpiredData')
    assert.equal(await refused(at(6)), 'InvalidTimeRange')
    await cardFor(at(-4))
  })

  it('refuses to renew, and requests of another kind', async () => {
    const instead = (from: string, to: string): Partial<ExchangeWish> => ({
      beforeSigning: (text) => text.replace(from, to),
    })
    assert.equal(await refused(instead('200512/Issue<', '200512/Renew<')), 'UnableToRenew')
    assert.equal(await refused(instead('200512/Issue<', '200512/Cancel<')), 'BadRequest')
    assert.equal(
      await refused(instead('profile-1.1#SAMLV2.0', 'profile-1.1#SAMLV1.1')),
      'BadRequest',
    )
    const nothing = { beforeSigning: (text: string) => text.replaceAll('ActAs', 'ActFor') }
    assert.equal(await refused(nothing), 'InvalidRequest')
  })
})

function assertionFor(person: string): string {
  const token = bootstrapOf(sts.keys, person)
  assert.ok(token.kind === 'assertion')
  return token.assertion.toString()
}

describe('exchanges that the sandbox does not have', () => {
  it('are refused, those of the real STS as well', async () => {
    for (const path of [
      ...['Sosi2OIOSaml', 'OIOSaml2Sosi', 'JWT2OIOSaml', 'DKNCPBST2EHDSIIdws'],
      ...['JWT2Sosi', 'Bst2OIOSaml', 'SecurityTokenService'],
    ]) {
      const says = await sts.ask(path, '<a/>', 'Issue')
      assert.equal(refusedWith(says), 'RequestFailed')
    }
  })
})
