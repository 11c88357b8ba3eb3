import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { DGWS_FAULT_CODES } from '../../nsp/dgws/fault-codes.ts'
import { writeHsuid } from '../../nsp/hsuid/hsuid-write.ts'
import { readEnvelope } from '../../nsp/soap/envelope.ts'
import { CITIZENS, STAFF } from '../domain/world/persons.ts'
import { type CallWish, codeOf, MINUTE_MS, startWire, userCard } from './wire-harness.ts'

type Wire = Awaited<ReturnType<typeof startWire>>
type Wrong = (wire: Wire) => CallWish | Promise<CallWish>

const later = ({ clock }: Wire, minutes: number) =>
  new Date(clock.now.getTime() + minutes * MINUTE_MS)
const brs = (wish: Partial<CallWish> = {}): CallWish => ({ name: 'brs', ...wish })
const replacing = (from: RegExp, to = ''): Partial<CallWish> => ({
  tamper: (text) => {
    assert.match(text, from)
    return text.replace(from, to)
  },
})
const hsuid = (cpr: string) =>
  writeHsuid({
    ...{ issuedAt: new Date(), issuer: 'Test', citizen: CITIZENS.full.cpr, consentOverride: false },
    user: {
      ...{ kind: 'professional', cpr, organisation: null },
      ...{ responsibleCpr: null, responsibleAuthorisationCode: null },
    },
    system: { owner: 'a', name: 'b', version: 'c', responsibleOrganisation: 'd' },
  })

const WRONG: Readonly<Record<string, Readonly<Record<string, Wrong>>>> = {
  syntax_error: {
    'no XML': () => brs({ tamper: () => 'garbage <' }),
    'a DTD': () => brs(replacing(/^/, '<!DOCTYPE a [<!ENTITY b "c">]>')),
    'a message that is too deep': () =>
      brs(replacing(/>hello</, `>${'<a>'.repeat(101)}${'</a>'.repeat(101)}<`)),
    'a body of another message': () => brs(replacing(/<ask (.*)<\/ask>/, '<other $1</other>')),
    'an unknown SOAPAction': () => brs({ http: { soapaction: 'urn:other' } }),
    'no SOAPAction': () => brs({ http: { soapaction: '""' } }),
    'a version that is not spoken': () => brs({ version: '1.2' }),
    'Content-Type of another version': () => ({
      name: 'cpr',
      version: '1.2',
      http: { 'content-type': 'text/xml' },
    }),
    'a header out of order': () =>
      brs(
        replacing(
          /(<medcom:Linking>.*<\/medcom:Linking>)/,
          '<medcom:Priority>AKUT</medcom:Priority>$1',
        ),
      ),
    'a time with a zone': () => brs(replacing(/Z<\/wsu:Created>/, '+00:00</wsu:Created>')),
    'a header twice': () => brs(replacing(/(<medcom:Header.*<\/medcom:Header>)/, '$1$1')),
    'a header that has to be understood': () =>
      brs(replacing(/<soap:Header>/, '$&<x:y xmlns:x="urn:x" soap:mustUnderstand="1"/>')),
  },
  missing_required_header: {
    'no wsse:Security': () => brs(replacing(/<wsse:Security.*<\/wsse:Security>/)),
    'no medcom:Header': () => brs(replacing(/<medcom:Header.*<\/medcom:Header>/)),
    'no HSUID': ({ user }) => ({ name: 'dds-registry', card: user }),
  },
  security_level_failed: {
    'a stated level below': ({ user }) => ({
      name: 'dds-registry',
      card: user,
      header: { securityLevel: 3 },
    }),
    'a card below': () => ({ name: 'dds-registry' }),
    'a card below the stated level': () => brs({ header: { securityLevel: 4 } }),
  },
  invalid_username_password: {
    'a user name': () =>
      brs(
        replacing(
          /<saml:Assertion.*<\/saml:Assertion>/,
          '<wsse:UsernameToken><wsse:Username>a</wsse:Username></wsse:UsernameToken>',
        ),
      ),
  },
  invalid_signature: {
    'a card that was changed': () => brs(replacing(/00000901/, '00000902')),
    'a card without signature': () => brs(replacing(/<ds:Signature .*<\/ds:Signature>/)),
  },
  invalid_idcard: {
    'no card': () => brs({ card: null }),
    'a card of tomorrow': (wire) => brs({ card: wire.cardOf({ notBefore: later(wire, 60) }) }),
  },
  invalid_certificate: {
    'a card of an STS that nobody vouches for': async ({ keys, cardOf }) =>
      brs({ card: cardOf({}, (await keys.misfits()).foreign) }),
    'a card of an STS whose certificate has run out': async ({ keys, cardOf }) =>
      brs({ card: cardOf({}, (await keys.misfits()).expired) }),
  },
  expired_idcard: {
    'a card of yesterday': (wire) => brs({ card: wire.cardOf({ notOnOrAfter: later(wire, -10) }) }),
    'a card older than TimeOut': (wire) =>
      brs({ card: wire.cardOf({ issuedAt: later(wire, -60) }), header: { timeOut: '30' } }),
  },
  not_authorized: {
    'a person where systems ask': ({ user }) => brs({ card: user }),
    'a system where citizens ask': () => ({ name: 'minlog-lookup' }),
    'HSUID of another': ({ user }) => ({
      name: 'dds-registry',
      card: user,
      more: [hsuid(CITIZENS.full.cpr)],
    }),
  },
  processing_problem: {
    'a message of an hour ago': (wire) => brs({ created: later(wire, -60) }),
    'a message of the future': (wire) => brs({ created: later(wire, 6) }),
    'a bug of the service': () => brs({ said: 'bug' }),
  },
}

describe('startPlatformServer() faults', () => {
  let wire: Wire
  before(async () => {
    wire = await startWire()
  })
  after(() => wire[Symbol.asyncDispose]())

  for (const [code, cases] of Object.entries(WRONG)) {
    for (const [what, wrong] of Object.entries(cases)) {
      it(`answers ${code} for ${what}`, async () => {
        const wish = await wrong(wire)
        const answered = await wire.ask(wish)
        assert.equal(codeOf(answered), code, answered.text)
        assert.equal(answered.status, 500)
        const isPlain = wish.http?.['content-type'] === 'text/xml'
        assert.equal(readEnvelope(answered.text).version, isPlain ? '1.1' : (wish.version ?? '1.1'))
      })
    }
  }

  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
    it(`answers illegal_http_method for ${method}`, async () => {
      const response = await fetch(wire.server.addressOf('brs'), { method })
      assert.equal(response.status, 500)
      assert.equal(codeOf({ text: await response.text() }), 'illegal_http_method')
    })
  }

  it('answers each of the eleven codes', () => {
    const provoked = new Set([...Object.keys(WRONG), 'illegal_http_method'])
    assert.deepEqual(provoked, new Set(DGWS_FAULT_CODES))
  })

  it('lets a person through who says the same in HSUID', async () => {
    const { user } = wire
    const { cpr } = STAFF.doctor
    const { text, status } = await wire.ask({
      name: 'dds-registry',
      card: user,
      more: [hsuid(cpr)],
    })
    assert.equal(status, 200)
    assert.match(text, new RegExp(`by="professional" cpr="${cpr}" acts="" hsuid="8"`))
  })

  it('forgets no rule for a card that it has seen before', async () => {
    const card = wire.cardOf({ notOnOrAfter: later(wire, 10) })
    const now = wire.clock.now
    assert.equal((await wire.ask(brs({ card }))).status, 200)
    wire.clock.now = later(wire, 60)
    try {
      assert.equal(codeOf(await wire.ask(brs({ card }))), 'expired_idcard')
    } finally {
      wire.clock.now = now
    }
    assert.equal(
      codeOf(await wire.ask(brs({ card, tamper: (t) => t.replace('00000901', '1') }))),
      'invalid_signature',
    )
  })

  it('tells of its bugs, and of nothing else', async () => {
    const before = wire.bugs.length
    await wire.ask(brs({ said: 'bug' }))
    await wire.ask(brs({ card: wire.cardOf(userCard()) }))
    assert.equal(wire.bugs.length, before + 1)
    assert.ok(wire.bugs[0] instanceof TypeError)
  })
})
