import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, describe, it } from 'node:test'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { openServedHub, type Person } from '../record/fixture/served-hub.ts'

const hub = await openServedHub()
after(() => hub[Symbol.asyncDispose]())

const OVERVIEW = await readFile(
  new URL('../../../services/record/graphql/overview.graphql', import.meta.url),
  'utf8',
)
const PEOPLE = Object.keys(CITIZENS) as (keyof typeof CITIZENS)[]
const UNIT = 'organisationsByKeys(keys: [{ sorId: "9000006021000016001" }]) { name }'

const post = async (person: Person, query: string, variables: object = {}) =>
  fetch(hub.clinical, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: await hub.authorizationOf(person),
    },
    body: JSON.stringify({ query, variables }),
  })

describe('the clinical graph, served', { timeout: 120_000 }, () => {
  it('lets nobody hold what a person is answered with, not even what is of no person', async () => {
    const cpr = CITIZENS.full.cpr
    const citizen = 'citizen(cpr: $cpr, purpose: TREATMENT)'
    for (const [query, variables] of [
      [`query ($cpr: Cpr!) { ${citizen} { medications { __typename } } ${UNIT} }`, { cpr }],
      [`query ($cpr: Cpr!) { ${citizen} @skip(if: true) { __typename } ${UNIT} }`, { cpr }],
      [`{ ${UNIT} }`, {}],
    ] as const) {
      const { status, headers } = await post('doctor', query, variables)
      assert.equal(status, 200)
      assert.equal(headers.get('cache-control'), 'no-store', query)
      assert.equal(headers.get('etag'), null, query)
    }
  })

  it('gives each of many who ask at once the answer to their own question', async () => {
    const asked = PEOPLE.flatMap((of) => [
      ...[{ of, as: 'doctor' as Person, purpose: 'TREATMENT' }],
      ...[{ of, as: of as Person, purpose: 'OWN_RECORD' }],
    ])
    const ask = async ({ of, as, purpose }: (typeof asked)[number]) =>
      timeless(await (await post(as, OVERVIEW, { cpr: CITIZENS[of].cpr, purpose })).text())
    const alone: string[] = []
    for (const question of asked) alone.push(await ask(question))
    assert.ok(new Set(alone).size > PEOPLE.length)
    const many = [...asked, ...asked, ...asked]
    const together = await Promise.all(many.map(ask))
    for (const [at, answer] of together.entries())
      assert.equal(answer, alone[at % asked.length], many[at]?.of)
  })

  it('asks anew what was asked before', async () => {
    const ask = async () => {
      const query =
        'query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: TREATMENT) { vaccinations { __typename } } }'
      return (await post('doctor', query, { cpr: CITIZENS.full.cpr })).text()
    }
    assert.match(await ask(), /"Vaccinations"/)
    await hub.behave('ddv', { kind: 'broken', how: 'error-500' })
    assert.match(await ask(), /"Unavailable"/)
    await hub.behave('ddv', null)
    assert.match(await ask(), /"Vaccinations"/)
  })

  it('writes no token and no number of a person anywhere, however it is sent', async () => {
    const bearer = await hub.authorizationOf('doctor')
    const token = bearer.replace('Bearer ', '')
    const body = JSON.stringify({ query: '{ __typename }' })
    const send = (headers: Record<string, string>) =>
      fetch(hub.clinical, {
        ...{ method: 'POST', body },
        headers: { 'content-type': 'application/json', ...headers },
      })
    const inUrl = await fetch(`${hub.clinical}?access_token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: TREATMENT) { __typename } }',
        variables: { cpr: CITIZENS.full.cpr },
      }),
    })
    assert.match(await inUrl.text(), /SIGN_IN_REQUIRED/)
    const [, claims = ''] = token.split('.')
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const authorization of [
      `Basic ${Buffer.from(`doctor:${token}`).toString('base64')}`,
      `Bearer ${token.slice(0, -4)}AAAA`,
      `Bearer ${part({ alg: 'none' })}.${claims}.`,
      `Bearer ${part({ alg: 'HS256', kid: '../../keys' })}.${claims}.${part({})}`,
      `Bearer ${'a'.repeat(12_000)}`,
    ]) {
      const response = await send({ authorization })
      assert.equal(response.status, 401)
      assert.doesNotMatch(await response.text(), new RegExp(claims.slice(0, 40)))
    }
    const numbers = Object.values(CITIZENS).map(({ cpr }) => cpr)
    // What the test's own ear heard of its own address is not what the process wrote.
    const written = hub.output().replaceAll(/^(is asked|asks) .*$/gm, '')
    assert.doesNotMatch(written, new RegExp([claims.slice(0, 40), ...numbers].join('|')))
  })
})

// Moments and durations differ, what is said does not.
const timeless = (text: string): string =>
  text.replaceAll(/"tookMs":\d+|"[0-9-]{10}T[0-9:.]+Z"/g, '')
