import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { CallerUnknown } from '../callers.ts'
import { freePort } from '../free-port.ts'
import { looksSigned, type SignIns, SignInsUnavailable, signInsOf } from '../sign-in.ts'

const AUDIENCE = 'urn:example:record'
const issuer = new URL('http://issuer.example/sign-in')
const pair = await generateKeyPair('RS256')
const stranger = await generateKeyPair('RS256')

const tokenOf = (
  {
    key = pair.privateKey,
    aud = AUDIENCE,
    iss = 'http://issuer.example/sign-in',
    until = '5m',
  } = {},
  claims: Record<string, unknown> = { kind: 'PERSON' },
) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setSubject('7d3c')
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt()
    .setExpirationTime(until)
    .sign(key)

describe('signInsOf()', () => {
  let signIns: SignIns
  const server = createServer(async (_request, response) => {
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }))
  })

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const keys = new URL(`http://127.0.0.1:${port}/jwks`)
    signIns = signInsOf({ issuer, audience: AUDIENCE, keys })
  })
  after(() => server.close())

  it('knows a person by the token of the issuer, and shows no token', async () => {
    const token = await tokenOf()
    const caller = await signIns.callerOf(token)
    assert.equal(caller.name, 'sign-in:7d3c')
    assert.equal(caller.signIn?.claims.kind, 'PERSON')
    assert.equal(caller.signIn?.token.reveal(), token)
    assert.doesNotMatch(JSON.stringify(caller), new RegExp(token.slice(-20)))
  })

  for (const [why, wrong] of [
    ['is signed by another key', { key: stranger.privateKey }],
    ['is meant for another', { aud: 'urn:example:other' }],
    ['comes from another issuer', { iss: 'http://other.example' }],
    ['has ended', { until: '-2m' }],
  ] as const) {
    it(`refuses a token that ${why}`, async () => {
      await assert.rejects(signIns.callerOf(await tokenOf(wrong)), CallerUnknown)
    })
  }

  it('refuses one that is not signed, and one whose end is not told', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { sub: 'x', iss: 'http://issuer.example/sign-in', aud: AUDIENCE, exp: 9e9 }
    await assert.rejects(
      signIns.callerOf(`${part({ alg: 'none' })}.${part(claims)}.`),
      CallerUnknown,
    )
    const endless = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setSubject('x')
      .setIssuer('http://issuer.example/sign-in')
      .setAudience(AUDIENCE)
      .sign(pair.privateKey)
    await assert.rejects(signIns.callerOf(endless), CallerUnknown)
  })

  it('says so where the keys cannot be had, instead of refusing the person', async () => {
    const keys = new URL(`http://127.0.0.1:${await freePort()}/jwks`)
    const apart = signInsOf({ issuer, audience: AUDIENCE, keys })
    await assert.rejects(apart.callerOf(await tokenOf()), SignInsUnavailable)
  })
})

describe('looksSigned()', () => {
  it('tells a token from a key', () => {
    assert.equal(looksSigned('a.b.c'), true)
    for (const key of ['correct-horse', 'a.b', 'a.b.c.d', '']) assert.equal(looksSigned(key), false)
  })
})
