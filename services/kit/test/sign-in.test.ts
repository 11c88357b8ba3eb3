import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startIssuer, type TestIssuer } from '../../../test/harness/issuer.ts'
import { CallerUnknown } from '../callers.ts'
import { freePort } from '../free-port.ts'
import { looksSigned, type SignIns, SignInsUnavailable, signInsOf } from '../sign-in.ts'

describe('signInsOf()', () => {
  let signIns: SignIns
  let people: TestIssuer
  before(async () => {
    people = await startIssuer()
    signIns = signInsOf(people.issuer)
  })
  after(() => people[Symbol.asyncDispose]())

  it('knows a person by the token of the issuer, and shows no token', async () => {
    const token = await people.tokenOf({ claims: { kind: 'PERSON' } })
    const caller = await signIns.callerOf(token)
    assert.equal(caller.name, 'sign-in:7d3c')
    assert.equal(caller.signIn?.claims.kind, 'PERSON')
    assert.equal(caller.signIn?.token.reveal(), token)
    assert.doesNotMatch(JSON.stringify(caller), new RegExp(token.slice(-20)))
  })

  for (const [why, wrong] of [
    ['is signed by another key', { isForged: true }],
    ['is meant for another', { aud: 'urn:example:other' }],
    ['comes from another issuer', { iss: 'http://other.example' }],
    ['has ended', { until: '-2m' }],
    ['never ends', { until: null }],
  ] as const) {
    it(`refuses a token that ${why}`, async () => {
      await assert.rejects(signIns.callerOf(await people.tokenOf(wrong)), CallerUnknown)
    })
  }

  it('refuses one that nobody signed', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const { issuer, audience } = people.issuer
    const claims = { sub: 'x', iss: issuer.href, aud: audience, exp: 9e9 }
    const token = `${part({ alg: 'none' })}.${part(claims)}.`
    await assert.rejects(signIns.callerOf(token), CallerUnknown)
  })

  it('says so where the keys cannot be had, instead of refusing the person', async () => {
    const keys = new URL(`http://127.0.0.1:${await freePort()}/jwks`)
    const apart = signInsOf({ ...people.issuer, keys })
    await assert.rejects(apart.callerOf(await people.tokenOf()), SignInsUnavailable)
  })
})

describe('looksSigned()', () => {
  it('tells a token from a key', () => {
    assert.equal(looksSigned('a.b.c'), true)
    for (const key of ['correct-horse', 'a.b', 'a.b.c.d', '']) assert.equal(looksSigned(key), false)
  })
})
