import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import type { SignIn } from '../../../kit/callers.ts'
import { listen } from '../../../kit/http/listen.ts'
import { Secret } from '../../../kit/secret.ts'
import type { Question } from '../../domain/asker.ts'
import { SignInNotExchanged } from '../../errors/sign-in.ts'
import { actingPeople } from './acting-people.ts'
import { actsFor } from './acts-for.ts'
import { BOOTSTRAP_TOKEN_CLAIM } from './user-info.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const DOCTOR = { user_type: 'PROFESSIONAL', cpr: '6901700097', authorisation_code: '0FL1B' }
const signal = new AbortController().signal

const question = (more: Partial<Question> = {}): Question => ({
  ...{ cpr: '6103480014', purpose: 'TREATMENT', actingAt: null, onBehalfOf: null },
  ...{ override: null, ...more },
})

const signIn = (claims: SignIn['claims'], token = 'a.b.c'): SignIn => ({
  token: new Secret(token),
  claims: { exp: NOW.getTime() / 1_000 + 300, ...claims },
})

/** An OpenID provider that answers with `info`, and counts how often it is asked. */
async function provider(info: unknown) {
  const asked: (string | undefined)[] = []
  const state = { info, status: 200 }
  const listener = await listen(
    (request, response) => {
      response.setHeader('content-type', 'application/json')
      if (request.url?.endsWith('/openid-configuration')) {
        response.end(JSON.stringify({ userinfo_endpoint: `http://${request.headers.host}/me` }))
        return
      }
      asked.push(request.headers.authorization)
      response.statusCode = state.status
      response.end(JSON.stringify(state.info))
    },
    { host: '127.0.0.1', port: 0 },
  )
  const clock = { ms: NOW.getTime() }
  const people = actingPeople({ issuer: listener.url, now: () => new Date(clock.ms) })
  const close = () => listener[Symbol.asyncDispose]()
  return { people, asked, state, clock, [Symbol.asyncDispose]: close }
}

const withToken = { [BOOTSTRAP_TOKEN_CLAIM]: Buffer.from('<Assertion/>').toString('base64') }

describe('actingPeople() actingOf()', () => {
  it('comes with the bootstrap token of a professional, asked for once while the access token lasts', async () => {
    await using there = await provider(withToken)
    const given = signIn({ ...DOCTOR, organisation: '9000006021000016001' })
    const both = await Promise.all([
      there.people.actingOf(given, question({ onBehalfOf: '0FN2J' }), signal),
      there.people.actingOf(given, question({ actingAt: '9000000301000016008' }), signal),
    ])
    assert.deepEqual(
      both.map((acting) => acting.kind === 'professional' && acting.bootstrapToken.reveal()),
      ['<Assertion/>', '<Assertion/>'],
    )
    assert.deepEqual(
      both.map((acting) => acting.kind === 'professional' && [acting.organisation, acting.role]),
      [
        ['9000006021000016001', null],
        ['9000000301000016008', null],
      ],
    )
    assert.ok(both[0].kind === 'professional' && both[0].onBehalfOf === '0FN2J')
    assert.deepEqual(there.asked, ['Bearer a.b.c'])
    there.clock.ms += 301_000
    await there.people.actingOf(given, question(), signal)
    assert.equal(there.asked.length, 2)
  })

  it('remembers no failure, and quotes nothing of it', async () => {
    await using there = await provider({ error: 'number 6901700097' })
    const given = signIn(DOCTOR)
    const failing = there.people.actingOf(given, question(), signal)
    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof SignInNotExchanged)
      assert.doesNotMatch(inspect(error), /6901700097|a\.b\.c/)
      return true
    })
    there.state.status = 401
    await assert.rejects(there.people.actingOf(given, question(), signal), /status 401/)
    there.state.status = 200
    there.state.info = withToken
    assert.equal((await there.people.actingOf(given, question(), signal)).kind, 'professional')
  })

  it('takes the own token of a citizen, and says for whom it is used', async () => {
    await using there = await provider(null)
    const given = signIn({ user_type: 'CITIZEN', cpr: '6305920032' })
    const own = await there.people.actingOf(given, question({ cpr: '6305920032' }), signal)
    const child = await there.people.actingOf(given, question({ cpr: '6407154040' }), signal)
    assert.deepEqual([own.kind, own.kind === 'citizen' && own.onBehalfOf], ['citizen', null])
    assert.deepEqual(child.kind === 'citizen' && child.onBehalfOf, {
      ...{ cpr: '6407154040', by: 'PARENTAL_CUSTODY' },
    })
    assert.deepEqual(there.asked, [])
  })

  for (const claims of [{}, { user_type: 'CITIZEN' }, { ...DOCTOR, user_type: 'ROBOT' }]) {
    it(`does not know ${JSON.stringify(Object.keys(claims))} for a person`, async () => {
      await using there = await provider(null)
      const failing = there.people.actingOf(signIn(claims), question(), signal)
      await assert.rejects(failing, SignInNotExchanged)
    })
  }
})

describe('actsFor()', () => {
  for (const [cpr, by] of [
    ['6407154040', 'PARENTAL_CUSTODY'],
    ['6103480014', 'PROCURATION'],
    ['0106084000', 'PROCURATION'],
    ['0206084000', 'PARENTAL_CUSTODY'],
    ['0101171AB2', 'PROCURATION'],
  ] as const) {
    it(`takes ${by} for one born as ${cpr.slice(0, 6)}`, () => {
      assert.deepEqual(actsFor(cpr, NOW), { cpr, by })
    })
  }
})
