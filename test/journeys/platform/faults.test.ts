import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { certificateAuthority, type KeyPair } from '../../../services/kit/certificate-authority.ts'
import { DGWS_FAULT_CODES } from '../../../services/nsp/dgws/fault-codes.ts'
import type { SystemIdCard } from '../../../services/nsp/dgws/id-card.ts'
import { readIdCard } from '../../../services/nsp/dgws/id-card-read.ts'
import { signIdCard } from '../../../services/nsp/dgws/id-card-sign.ts'
import { SERVICE_PROFILES } from '../../../services/nsp/platform/service-profiles.ts'
import type { ServiceName } from '../../../services/nsp/platform/services.ts'
import { rootOf } from '../../../services/nsp/xml/parse.ts'
import type { XmlText } from '../../../services/nsp/xml/template.ts'
import {
  addressOf,
  HOUR_MS,
  MINUTE_MS,
  type PlayedPlatform,
  type SentWish,
  SOAP_SERVICES,
  said,
  startPlayedPlatform,
} from './played-platform.ts'

let played: PlayedPlatform
let system: XmlText
let user: XmlText
let foreign: XmlText

before(async () => {
  played = await startPlayedPlatform()
  system = await played.systemCard()
  user = await played.userCard()
  const stranger = await certificateAuthority({ subject: 'C=DK, CN=Another', keys: 'rsa' })
  const sts: KeyPair = await stranger.issue({
    ...{ hosts: [], subject: 'C=DK, CN=SANDBOX-STS' },
    ...{ notBefore: new Date(Date.now() - HOUR_MS), notAfter: new Date(Date.now() + HOUR_MS) },
  })
  const card = readIdCard(rootOf(user.toString()))
  foreign = signIdCard(card, { signingKey: sts, algorithm: 'rsa-sha1' })
})
after(() => played[Symbol.asyncDispose]())

const isForSystems = (service: ServiceName): boolean =>
  SERVICE_PROFILES[service].credentials.system !== null
const cardFor = (service: ServiceName): XmlText => (isForSystems(service) ? system : user)
const replacing = (from: RegExp, to: string) => (text: string) => {
  assert.match(text, from)
  return text.replace(from, to)
}
const minutes = (count: number): Date => new Date(played.clock.now.getTime() + count * MINUTE_MS)
const NAME_AND_WORD =
  '<wsse:UsernameToken><wsse:Username>a</wsse:Username><wsse:Password>b</wsse:Password></wsse:UsernameToken>'

/** What is wrong with a message, by the code that every service answers it with. */
const WRONG: Readonly<Record<string, () => Partial<SentWish>>> = {
  syntax_error: () => ({ tamper: (text) => `<!DOCTYPE a [<!ENTITY b "c">]>${text}` }),
  missing_required_header: () => ({ tamper: replacing(/<wsse:Security.*<\/wsse:Security>/, '') }),
  security_level_failed: () => ({ header: { securityLevel: 2 } }),
  invalid_username_password: () => ({
    tamper: replacing(/<saml:Assertion.*<\/saml:Assertion>/, NAME_AND_WORD),
  }),
  invalid_signature: () => ({
    tamper: replacing(/(CareProviderName"><saml:AttributeValue>)/, '$1Another '),
  }),
  invalid_idcard: () => ({ card: null }),
  invalid_certificate: () => ({ card: foreign }),
  expired_idcard: () => ({ header: { timeOut: '5' } }),
  processing_problem: () => ({ created: minutes(-60) }),
}

describe('every service of the sandbox', () => {
  for (const service of SOAP_SERVICES) {
    describe(service, () => {
      for (const [code, wrong] of Object.entries(WRONG)) {
        it(`answers ${code}`, async () => {
          if (code === 'expired_idcard') played.clock.now = minutes(30)
          const answered = await played.send({ service, card: cardFor(service), ...wrong() })
          assert.deepEqual([answered.code, answered.status], [code, 500], answered.text)
        })
      }

      it('answers illegal_http_method', async () => {
        const response = await fetch(addressOf(played.sandbox.profile, service))
        assert.deepEqual((await said(response)).code, 'illegal_http_method')
      })
    })
  }

  it('answers not_authorized to those whom it is not for', async () => {
    for (const service of ['brs', 'cpr', 'authorisation'] as const) {
      const answered = await played.send({ service, card: user })
      assert.equal(answered.code, 'not_authorized', service)
    }
  })

  it('answers a system at a service for people that its level is too low', async () => {
    for (const service of SOAP_SERVICES.filter((name) => !isForSystems(name))) {
      const answered = await played.send({ service, card: system })
      assert.equal(answered.code, 'security_level_failed', service)
    }
  })

  it('has answered each of the eleven codes', () =>
    assert.deepEqual(
      new Set([...Object.keys(WRONG), 'illegal_http_method', 'not_authorized']),
      new Set(DGWS_FAULT_CODES),
    ))
})

describe('clocks that differ', () => {
  const brs = (wish: Partial<SentWish>) => played.send({ service: 'brs', card: system, ...wish })
  // What the service itself has to say of an empty body comes after all that is about the message.
  const PAST_THE_HEADER = new Set([null, 'syntax_error'])

  for (const [count, isTaken] of [
    ...[[-6, false] as const, [-4, true] as const, [0, true] as const],
    ...[[4, true] as const, [6, false] as const],
  ]) {
    it(`${isTaken ? 'takes' : 'refuses'} a message of ${count} minutes from now`, async () => {
      const { code, text } = await brs({ created: minutes(count) })
      if (isTaken) assert.ok(PAST_THE_HEADER.has(code) || text.includes('is missing'), text)
      else assert.equal(code, 'processing_problem')
      assert.equal(text.includes('five minutes'), !isTaken)
    })
  }

  it('takes a card until five minutes past its end, and not after', async () => {
    const card = readIdCard(rootOf(system.toString())) as SystemIdCard
    const before = played.clock.now
    try {
      for (const [count, code] of [
        [4, false],
        [6, true],
      ] as const) {
        played.clock.now = new Date(card.notOnOrAfter.getTime() + count * MINUTE_MS)
        assert.equal((await brs({})).code === 'expired_idcard', code, String(count))
      }
    } finally {
      played.clock.now = before
    }
  })
})
