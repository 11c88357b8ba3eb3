import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { before, describe, it } from 'node:test'
import type { KeyPair } from '../../kit/certificate-authority.ts'
import { SignatureInvalid } from '../signature/errors.ts'
import { NOW, testKeys } from '../test/keys.ts'
import { rootOf } from '../xml/parse.ts'
import type { IdCard, SystemIdCard, UserIdCard } from './id-card.ts'
import { IdCardRefused } from './id-card-errors.ts'
import { readIdCard } from './id-card-read.ts'
import { signIdCard } from './id-card-sign.ts'
import { hashesOf, type IdCardTrust, verifyIdCard } from './id-card-verify.ts'
import { writeIdCard } from './id-card-write.ts'

const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

const SYSTEM: SystemIdCard = {
  ...{ kind: 'system', id: 'AAAA==', version: '1.0.1', issuer: 'PRØVE-STS', level: 3 },
  subject: { format: 'medcom:cvrnumber', name: '00000901' },
  ...{ issuedAt: NOW, notBefore: at(-5), notOnOrAfter: at(24 * 60 - 5), certificateHash: null },
  system: {
    ...{ name: 'Hub & Co', careProvider: 'Øre <Næse> "Hals"' },
    ...{ careProviderId: '00000901', careProviderIdFormat: 'medcom:cvrnumber' },
  },
}

const USER: UserIdCard = {
  ...{ ...SYSTEM, kind: 'user', level: 4, certificateHash: 'aGFzaA==' },
  user: {
    ...{ cpr: '6101010000', givenName: 'Åse', surname: 'Bæk', email: null, occupation: null },
    ...{ role: '7170', authorisationCode: 'ABC12' },
  },
}

let keys: Awaited<ReturnType<typeof testKeys>>
let sts: KeyPair

before(async () => {
  keys = await testKeys()
  sts = await keys.issue('STS')
})

const trust = (more: Partial<IdCardTrust> = {}): IdCardTrust => ({
  ...{ authorities: keys.authorities, now: NOW, signedBy: 'sts' },
  ...more,
})

const signed = (card: IdCard = SYSTEM, algorithm: 'rsa-sha1' | 'rsa-sha256' = 'rsa-sha1') =>
  rootOf(signIdCard(card, { signingKey: sts, algorithm }).toString())

const refuses = (element: ReturnType<typeof signed>, more: Partial<IdCardTrust>, state: RegExp) => {
  try {
    verifyIdCard(element, trust(more))
  } catch (error) {
    assert.ok(error instanceof IdCardRefused, String(error))
    assert.match(error.message, state)
    return error.faultCode
  }
  return assert.fail('it was taken')
}

describe('writeIdCard()', () => {
  it('writes what readIdCard() reads, of systems and of users', () => {
    for (const card of [SYSTEM, USER])
      assert.deepEqual(readIdCard(rootOf(writeIdCard(card).toString())), card)
  })
})

describe('verifyIdCard()', () => {
  it('takes a card of either kind by either algorithm', () => {
    for (const card of [SYSTEM, USER]) {
      for (const algorithm of ['rsa-sha1', 'rsa-sha256'] as const) {
        const verified = verifyIdCard(signed(card, algorithm), trust())
        assert.deepEqual(verified.card, card)
        assert.equal(verified.algorithm, algorithm)
      }
    }
  })

  it('takes one algorithm alone where it is told to', () => {
    const { message } = throwsSignature(() =>
      verifyIdCard(signed(), trust({ algorithms: ['rsa-sha256'] })),
    )
    assert.match(message, /algorithm is not taken/)
  })

  it('refuses a card whose level was raised', () => {
    const text = signIdCard(SYSTEM, { signingKey: sts, algorithm: 'rsa-sha256' }).toString()
    const raised = text.replace('<saml:AttributeValue>3<', '<saml:AttributeValue>4<')
    assert.notEqual(raised, text)
    throwsSignature(() => verifyIdCard(rootOf(raised), trust()))
  })

  it('tells one that has run out from one that is not valid yet; clocks may differ by five minutes', () => {
    const ends = SYSTEM.notOnOrAfter.getTime()
    const begins = SYSTEM.notBefore.getTime()
    const by = keys.authorities
    for (const time of [begins - 299_000, ends + 299_000])
      assert.ok(verifyIdCard(signed(), trust({ now: new Date(time), authorities: by })))
    const late = { now: new Date(ends + 300_000) }
    assert.equal(refuses(signed(), late, /has run out/), 'expired_idcard')
    const early = { now: new Date(begins - 301_000) }
    assert.equal(refuses(signed(), early, /not valid yet/), 'invalid_idcard')
  })

  it('refuses another issuer than those named', () => {
    refuses(signed(), { issuers: new Set(['TEST1-NSP-STS']) }, /another issuer/)
    assert.ok(verifyIdCard(signed(), trust({ issuers: new Set(['PRØVE-STS']) })))
  })

  it('holds the hash in a card of a holder against the certificate, by SHA-1 or SHA-256', () => {
    for (const certificateHash of hashesOf(new X509Certificate(sts.certificate))) {
      const card = signed({ ...SYSTEM, certificateHash })
      assert.ok(verifyIdCard(card, trust({ signedBy: 'holder' })))
    }
    for (const certificateHash of [null, 'aGFzaA=='])
      refuses(signed({ ...SYSTEM, certificateHash }), { signedBy: 'holder' }, /hash in it/)
  })
})

describe('readIdCard()', () => {
  it('refuses what is missing, stands there twice, or is unknown', () => {
    const text = writeIdCard(USER).toString()
    const level = '<saml:AttributeValue>4</saml:AttributeValue>'
    const log = /<saml:AttributeStatement id="SystemLog">.*?<\/saml:AttributeStatement>/
    const others: readonly (readonly [string, RegExp])[] = [
      [text.replace('id="IDCard"', 'id="Other"'), /no id card/],
      [text.replace(level, level.replace('4', '9')), /unknown level/],
      [text.replace('>user<', '>robot<'), /unknown type/],
      [text.replace(log, ''), /SystemLog is missing/],
      [text.replace(log, '$&$&'), /SystemLog is missing, or there twice/],
      [text.replace(/<saml:Attribute .*?<\/saml:Attribute>/, '$&$&'), /stands there twice/],
      [text.replace(/NotBefore="[^"]*"/, 'NotBefore="yesterday"'), /time is missing, or is none/],
      [text.replace('UserSurName', 'UserSirName'), /UserSurName is missing/],
    ]
    for (const [other, state] of others) assert.throws(() => readIdCard(rootOf(other)), state)
  })
})

function throwsSignature(verify: () => unknown): SignatureInvalid {
  try {
    verify()
  } catch (error) {
    assert.ok(error instanceof SignatureInvalid, String(error))
    return error
  }
  return assert.fail('it was taken')
}
