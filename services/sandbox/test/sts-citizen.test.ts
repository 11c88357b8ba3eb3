import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { SignJWT } from 'jose'
import { verifyIdentityToken } from '../../nsp/idws/identity-token-verify.ts'
import { Authorities } from '../../nsp/signature/authorities.ts'
import { readAddressing } from '../../nsp/soap/addressing.ts'
import { type ActingRight, CLAIM, onBehalfOfClaim } from '../../nsp/sts/messages/claims.ts'
import { readExchangeAnswer } from '../../nsp/sts/messages/exchange-answer.ts'
import type { SentToken } from '../../nsp/sts/messages/exchange-request.ts'
import { readSubjectRelations } from '../../nsp/sts/messages/subject-relations.ts'
import { CITIZENS } from '../domain/world/persons.ts'
import {
  bootstrapOf,
  type ExchangeWish,
  MINUTE_MS,
  refusedWith,
  type StsSays,
  startSts,
} from './sts-harness.ts'

const DDS = 'https://audience.nspop.dk/dds'
let sts: Awaited<ReturnType<typeof startSts>>
before(async () => {
  sts = await startSts()
})
after(() => sts[Symbol.asyncDispose]())

type Path = 'Bst2Idws' | 'JWT2Idws'
const PATHS: readonly Path[] = ['Bst2Idws', 'JWT2Idws']

const tokenOf = async (path: Path, person: string): Promise<SentToken> =>
  path === 'Bst2Idws'
    ? bootstrapOf(sts.keys, person)
    : { kind: 'jwt', jwt: await sts.jwtOf(person) }

const ask = async (path: Path, person: string, wish: Partial<ExchangeWish> = {}) =>
  sts.exchange({ path, token: await tokenOf(path, person), ...wish })

function tokenIn({ envelope }: StsSays, audience = DDS) {
  assert.match(readAddressing(envelope)?.action ?? '', /200512\/RSTRC\/IssueFinal$/)
  const { token, created, expires } = readExchangeAnswer(envelope)
  const authorities = new Authorities([sts.keys.authority])
  const verified = verifyIdentityToken(token, { authorities, now: sts.clock.now, audience })
  return { ...verified.token, created, expires }
}

const behalf = (cpr: string, by: ActingRight = 'PARENTAL_CUSTODY') => ({
  claims: { [CLAIM.onBehalfOf]: onBehalfOfClaim(cpr, by) },
})

for (const path of PATHS) {
  describe(path, () => {
    it('gives a citizen a token for one audience and five minutes, held by the caller', async () => {
      const token = tokenIn(await ask(path, 'full'))
      assert.equal(token.claims.cpr, CITIZENS.full.cpr)
      assert.equal(token.claims.subjectRelations, null)
      assert.equal(token.notOnOrAfter.getTime() - token.notBefore.getTime(), 5 * MINUTE_MS)
      assert.equal((token.expires?.getTime() ?? 0) - (token.created?.getTime() ?? 0), 5 * MINUTE_MS)
      assert.ok(sts.keys.hub.certificate.replace(/\s/g, '').includes(token.holder))
      const fmk = await ask(path, 'full', { audience: 'https://fmk' })
      assert.equal(tokenIn(fmk, 'https://fmk').audience, 'https://fmk')
    })

    it('refuses an audience that nobody knows', async () => {
      const says = await ask(path, 'full', { audience: 'https://audience.example/x' })
      assert.equal(refusedWith(says), 'InvalidScope')
    })

    it('lets a parent act for her child, and nobody else for anybody', async () => {
      const { pregnant, child, full } = CITIZENS
      const own = { [CLAIM.cpr]: pregnant.cpr }
      const { claims } = behalf(child.cpr)
      const says = await ask(path, 'pregnant', { claims: { ...own, ...claims } })
      const { subjectRelations } = tokenIn(says).claims
      assert.deepEqual(readSubjectRelations(subjectRelations ?? ''), [child.cpr])
      for (const [person, wish] of [
        ['full', behalf(child.cpr)],
        ['child', behalf(pregnant.cpr)],
        ['pregnant', behalf(full.cpr)],
        ['pregnant', behalf(child.cpr, 'PROCURATION')],
        ['pregnant', behalf(child.cpr, 'WARD_CUSTODY')],
        ['pregnant', { claims: { [CLAIM.onBehalfOf]: 'somebody' } }],
      ] as const)
        assert.equal(refusedWith(await ask(path, person, wish)), 'InvalidScope')
    })

    it('refuses the number of another in the claims', async () => {
      const wish = { claims: { [CLAIM.cpr]: CITIZENS.empty.cpr } }
      assert.equal(refusedWith(await ask(path, 'full', wish)), 'FailedAuthentication')
    })

    it('refuses staff, and the other exchange’s token', async () => {
      const staff = refusedWith(await ask(path, 'doctor'))
      assert.equal(staff, path === 'JWT2Idws' ? 'RequestFailed' : 'InvalidSecurityToken')
      const token = await tokenOf(path === 'JWT2Idws' ? 'Bst2Idws' : 'JWT2Idws', 'full')
      assert.equal(refusedWith(await sts.exchange({ path, token })), 'BadRequest')
    })

    it('refuses a caller who is not listed', async () => {
      const { unlisted } = await sts.keys.misfits()
      assert.equal(refusedWith(await ask(path, 'full', { by: unlisted })), 'FailedAuthentication')
    })
  })
}

describe('JWT2Idws', () => {
  const signed = async (
    change: (jwt: SignJWT) => SignJWT,
    { key = sts.keys.identityProvider.key, alg = 'RS256' } = {},
  ) => {
    const jwt = new SignJWT({ user_type: 'CITIZEN', cpr: CITIZENS.full.cpr })
      .setProtectedHeader({ alg })
      .setSubject(CITIZENS.full.uuid)
      .setIssuer(new URL('/sign-in', sts.server.url).href)
      .setAudience('urn:fundament:record')
      .setExpirationTime('5m')
    const token = await change(jwt).sign(createPrivateKey(key))
    return sts.exchange({ path: 'JWT2Idws', token: { kind: 'jwt', jwt: token } })
  }

  it('takes a JWT of the sign-in, in force and for the record', async () => {
    assert.equal(tokenIn(await signed((jwt) => jwt)).claims.cpr, CITIZENS.full.cpr)
    const old = await signed((jwt) => jwt.setExpirationTime('-6m'))
    assert.equal(refusedWith(old), 'ExpiredData')
    const other = await signed((jwt) => jwt.setIssuer('https://login.example'))
    assert.equal(refusedWith(other), 'InvalidSecurityToken')
    const audience = await signed((jwt) => jwt.setAudience('urn:other'))
    assert.equal(refusedWith(audience), 'InvalidSecurityToken')
    const forged = await signed((jwt) => jwt, { key: sts.keys.hub.key })
    assert.equal(refusedWith(forged), 'InvalidSecurityToken')
    const another = await signed((jwt) => jwt, { alg: 'PS256' })
    assert.equal(refusedWith(another), 'InvalidSecurityToken')
    const none: SentToken = { kind: 'jwt', jwt: 'eyJhbGciOiJub25lIn0.e30.' }
    const unsigned = await sts.exchange({ path: 'JWT2Idws', token: none })
    assert.equal(refusedWith(unsigned), 'InvalidSecurityToken')
  })
})
