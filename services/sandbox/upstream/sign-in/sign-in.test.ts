import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it, mock } from 'node:test'
import express from 'express'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { rootOf } from '../../../nsp/xml/parse.ts'
import { ORGANISATIONS } from '../../domain/world/organisations.ts'
import { CITIZENS, STAFF } from '../../domain/world/persons.ts'
import { sandboxKeys } from '../identity/keys.ts'
import { SIGN_IN_PATH, signIn } from './sign-in.ts'
import { RECORD_AUDIENCE } from './token-claims.ts'

const app = express()
const server = createServer(app)
let origin: URL
const warn = mock.method(console, 'warn')
const info = mock.method(console, 'info')

before(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  app.use(SIGN_IN_PATH, signIn({ base: origin, keys: await sandboxKeys() }))
})
after(() => server.close())

const tokenFor = (form: Readonly<Record<string, string>>) =>
  fetch(new URL('/sign-in/token', origin), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:fundament:sandbox:test-person',
      client_id: 'fundament-try',
      ...form,
    }),
  })

async function accessToken(person: string): Promise<string> {
  const response = await tokenFor({ person })
  assert.equal(response.status, 200)
  const { access_token, token_type } = (await response.json()) as Record<string, string>
  assert.equal(token_type, 'Bearer')
  return access_token ?? ''
}

async function claimsOf(person: string) {
  const keys = createRemoteJWKSet(new URL('/sign-in/jwks', origin))
  const rules = { issuer: new URL('/sign-in', origin).href, audience: RECORD_AUDIENCE }
  const { payload, protectedHeader } = await jwtVerify(await accessToken(person), keys, rules)
  assert.equal(protectedHeader.alg, 'RS256')
  return payload
}

async function userinfo(person: string): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${await accessToken(person)}` }
  const response = await fetch(new URL('/sign-in/userinfo', origin), { headers })
  assert.equal(response.status, 200)
  return (await response.json()) as Record<string, string>
}

const bootstrapOf = (told: Record<string, string>) =>
  rootOf(Buffer.from(told['https://data.gov.dk/model/core/eid/bootstrapToken'] ?? '', 'base64'))

describe('signIn()', () => {
  it('tells where it answers', async () => {
    const discovery = new URL('/sign-in/.well-known/openid-configuration', origin)
    const found = (await (await fetch(discovery)).json()) as Record<string, unknown>
    assert.equal(found.issuer, new URL('/sign-in', origin).href)
    assert.equal(found.jwks_uri, new URL('/sign-in/jwks', origin).href)
    assert.equal(found.token_endpoint, new URL('/sign-in/token', origin).href)
    assert.equal(found.userinfo_endpoint, new URL('/sign-in/userinfo', origin).href)
  })

  it('signs a citizen in, for half an hour', async () => {
    const { exp = 0, iat = 0, sub, ...claims } = await claimsOf('full')
    assert.equal(sub, CITIZENS.full.uuid)
    assert.equal(exp - iat, 1_800)
    assert.equal(claims.user_type, 'CITIZEN')
    assert.equal(claims.cpr, CITIZENS.full.cpr)
    assert.equal(claims.role, undefined)
  })

  it('signs staff in, with authorisation and without', async () => {
    const doctor = await claimsOf('doctor')
    assert.equal(doctor.user_type, 'PROFESSIONAL')
    assert.equal(doctor.authorisation_code, STAFF.doctor.authorisationCode)
    assert.deepEqual([doctor.role, doctor.name], ['7170', 'Ib Lægsgaard'])
    assert.equal(doctor.organisation, ORGANISATIONS.practice.sorId)
    assert.equal((await claimsOf('homeHelper')).authorisation_code, undefined)
  })

  it('signs nobody else in', async () => {
    for (const form of [{ person: 'nobody' }, {}, { person: 'full', client_id: 'other' }]) {
      const response = await tokenFor(form)
      assert.ok(response.status === 400 || response.status === 401)
      assert.ok(((await response.json()) as Record<string, unknown>).error)
    }
  })

  it('hands out a bootstrap token that its holder alone can use', async () => {
    const staff = bootstrapOf(await userinfo('nurse')).toString()
    assert.match(staff, /holder-of-key/)
    assert.match(staff, /professional\/cvr/)
    assert.match(staff, /https:\/\/sts\.sosi\.dk\//)
    const citizen = bootstrapOf(await userinfo('pregnant')).toString()
    assert.match(citizen, /eid\/cprUuid/)
    assert.doesNotMatch(citizen, /professional/)
    assert.doesNotMatch(JSON.stringify((await userinfo('full')).sub), /\d{10}/)
  })

  it('tells nothing to who did not sign in', async () => {
    const token = await accessToken('full')
    for (const authorization of ['', 'Bearer x', `Bearer ${token.slice(0, -6)}AAAAAA`]) {
      const headers = authorization ? { authorization } : {}
      const response = await fetch(new URL('/sign-in/userinfo', origin), { headers })
      assert.equal(response.status, 401)
    }
  })

  it('writes nothing to the console', () => {
    assert.equal(warn.mock.callCount() + info.mock.callCount(), 0)
  })
})
