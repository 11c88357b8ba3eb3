import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSession } from '../../../services/kit/database.ts'
import { CITIZENS, STAFF } from '../../../services/sandbox/domain/world/persons.ts'
import { overSse } from '../subscribe/fixture/clients.ts'
import { rowsOf } from './fixture/rows-of.ts'
import { openServedHub, type Person } from './fixture/served-hub.ts'
import { wholeRecord } from './fixture/whole-record.ts'

const PEOPLE = Object.values({ ...CITIZENS, ...STAFF })
const NAMES = Object.keys(CITIZENS) as readonly (keyof typeof CITIZENS)[]
const { full, child } = CITIZENS
const HYPHENATED = `${full.cpr.slice(0, 6)}-${full.cpr.slice(6)}`
const FOLLOW = 'subscription ($of: [Cpr!]!) { citizenRecordChanged(citizens: $of) { id } }'

/** What a URL of this test's own has in it, so that it is not taken for one of the hub's. */
const OURS = 'asked-by-the-test'

const hub = await openServedHub({
  ...{ RECORD_DEADLINES: 'fmk=1000', RECORD_PULL_INTERVAL_MS: '100' },
})
after(() => hub[Symbol.asyncDispose]())

/** Every form in which a number could stand somewhere. */
const forms = PEOPLE.flatMap(({ cpr }) => {
  const digest = (encoding: 'hex' | 'base64') => createHash('sha256').update(cpr).digest(encoding)
  return [cpr, `${cpr.slice(0, 6)}-${cpr.slice(6)}`, digest('hex'), digest('base64')]
})

const wrong = async (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
  const answer = await hub.ask({ as: 'doctor', query, variables })
  assert.ok(answer.errors, query)
  return JSON.stringify(answer.errors)
}

const citizen = (argument: string) =>
  `{ citizen(cpr: ${argument}, purpose: TREATMENT) { documents { __typename } } }`

describe('a person number', () => {
  const said: string[] = []

  before(async () => {
    for (const name of NAMES) await hub.ask(wholeRecord('doctor', name))
    for (const [as, of, purpose] of [
      ...[['nurse', 'full', 'TREATMENT'] as const, ['homeHelper', 'full', 'TREATMENT'] as const],
      ...[['full', 'full', 'OWN_RECORD'] as const, ['full', 'child', 'PROXY'] as const],
      ...[['pregnant', 'child', 'PROXY'] as const, ['full', 'empty', 'OWN_RECORD'] as const],
    ])
      await hub.ask(wholeRecord(as, of, purpose))
    const services = ['fmk', 'ddv', 'btr', 'dds-repository', 'fut-measurement', 'mhd'] as const
    for (const how of ['hang', 'error-500', 'cut', 'garbage', 'fault'] as const) {
      for (const service of services) {
        const isHanging = how !== 'hang' || service === 'fmk'
        await hub.behave(service, isHanging ? { kind: 'broken', how } : null)
      }
      await hub.ask(wholeRecord('doctor', 'full'))
      await hub.ask(wholeRecord('full', 'full', 'OWN_RECORD'))
    }
    for (const service of services) await hub.behave(service, null)
    for (const service of ['sts-bst2sosi', 'sts-jwt2idws', 'sts-id-card'] as const)
      await hub.behave(service, { kind: 'broken', how: 'fault' })
    await hub.ask(wholeRecord('nurse', 'pregnant'))
    await hub.ask(wholeRecord('optedOut', 'optedOut', 'OWN_RECORD'))
    for (const service of ['sts-bst2sosi', 'sts-jwt2idws', 'sts-id-card'] as const)
      await hub.behave(service, null)
    await follow()
    said.push(...(await mistakes()))
  })

  /** Until something came. */
  async function follow(): Promise<void> {
    const authorization = await hub.authorizationOf('doctor')
    const asked = { query: FOLLOW, variables: { of: [full.cpr, child.cpr] }, authorization }
    const events = overSse(hub.clinical, asked)
    let isTold = false
    const told = events.next().finally(() => {
      isTold = true
    })
    while (!isTold) {
      await fetch(new URL('/try/change/full', hub.sandbox), { method: 'POST' })
      await sleep(100)
    }
    const { value } = await told
    assert.ok(value?.data, JSON.stringify(value))
    await events.return?.()
  }

  /** What is said to somebody who sends numbers in wrong ways. */
  async function mistakes(): Promise<readonly string[]> {
    const query =
      'query ($cpr: Cpr!) { citizen(cpr: $cpr, purpose: TREATMENT) { documents { __typename } } }'
    const authorization = await hub.authorizationOf('doctor')
    const search = new URLSearchParams({ query, variables: JSON.stringify({ cpr: full.cpr }) })
    const got = async (url: string, init: RequestInit = {}) =>
      (await fetch(new URL(url, hub.clinical), { headers: { authorization }, ...init })).text()
    return [
      await wrong(citizen(`"${full.cpr}"`)),
      await wrong(citizen(full.cpr)),
      await wrong(citizen(`"${HYPHENATED}"`)),
      await wrong(query, { cpr: `${full.cpr}9` }),
      await wrong(query, { cpr: ` ${full.cpr}x` }),
      await wrong(query, { cpr: `32${full.cpr.slice(2)}` }),
      await wrong(query, { cpr: [full.cpr, child.cpr] }),
      await wrong(query, { cpr: Number(full.cpr), other: full.cpr }),
      await wrong(query, { cpr: { number: HYPHENATED } }),
      await wrong(FOLLOW, { of: [full.cpr, 'x'] }),
      await got(`?${search}&${OURS}`),
      await got(`/clinical/graphql/${full.cpr}?${OURS}`),
      await got(`/${full.cpr}?${OURS}`, { method: 'POST' }),
      await got('', { method: 'POST', body: `{"query": "${full.cpr}` }),
      await got('', { headers: { authorization: `Bearer ${full.cpr}` } }),
      await got('', { headers: { authorization, traceparent: `00-${full.cpr}-1-01` } }),
    ]
  }

  const looked = (where: string, text: string) => {
    assert.ok(text.length > 0, `nothing to look at in ${where}`)
    for (const form of [...forms, `32${full.cpr.slice(2)}`])
      assert.ok(!text.includes(form), `a number stands in ${where}`)
  }

  it('is not repeated to whoever sent it in a wrong way', () => {
    looked('answers', said.join('\n'))
    for (const text of said.slice(0, 3)) assert.match(text, /PERSON_NUMBER_IN_REQUEST/)
    assert.match(said[10] ?? '', /PERSON_NUMBER_IN_REQUEST/)
  })

  it('is taken with a hyphen, and goes no further than the sources with who is acted for and why', async () => {
    const query = `query ($cpr: Cpr!, $for: String, $why: String!) {
      citizen(cpr: $cpr, purpose: TREATMENT, onBehalfOf: $for, override: { ground: CITIZEN_CONSENTS, reason: $why }) {
        documents { __typename } masterCard { __typename } medications { __typename }
      } }`
    const why = 'Is here and says yes'
    const variables = { cpr: HYPHENATED, for: STAFF.nurse.authorisationCode, why }
    const answer = await hub.ask({ as: 'doctor', query, variables })
    assert.equal(answer.errors, undefined)
    looked(
      'what is said of wrong reasons and people',
      [
        await wrong(query, { ...variables, why: `${why} of ${full.cpr}` }),
        await wrong(query, { ...variables, for: STAFF.nurse.cpr }),
      ].join('\n'),
    )
  })

  it('stands in no log, and in no URL that the hub asks', async () => {
    await hub.asked()
    const lines = hub.output().split('\n')
    assert.ok(lines.some((line) => line.startsWith('asks ') && line.includes('/service/ddsreg')))
    looked('what the process wrote', lines.filter((line) => !line.includes(OURS)).join('\n'))
  })

  it('stands in no span, no metric and no kept trace', async () => {
    const traceId = '7e57ab1e00000000000000000000abcd'
    const traceparent = `00-${traceId}-00000000000000c1-01`
    await hub.ask({ ...wholeRecord('doctor', 'full'), traceparent })
    const deadline = performance.now() + 20_000
    while (!hub.sink.spans.some((span) => span.traceId === traceId && span.kind === 2)) {
      assert.ok(performance.now() < deadline, 'the trace came in time')
      await sleep(20)
    }
    looked('spans', hub.sink.bytes().toString('latin1'))
    assert.ok(hub.sink.spans.some(({ attributes }) => attributes['db.query.text']))
    for (const path of ['/metrics', `/traces/${traceId}`]) {
      looked(path, await (await fetch(new URL(path, hub.internal))).text())
    }
  })

  it('stands in the database only where it says whose changes are followed', async () => {
    await using session = await openSession<object>({ url: hub.database })
    const tables = await rowsOf(session.db)
    const withNumbers = new Set<string>()
    for (const { table, column, text } of tables)
      if (forms.some((form) => text.includes(form))) withNumbers.add(`${table}.${column}`)
    assert.deepEqual([...withNumbers].toSorted(), ['record.change.cpr', 'record.followed.cpr'])
    assert.ok(tables.some(({ table, text }) => table.endsWith('call_minute') && text.length > 2))
  })
})

describe('a token', () => {
  it('stands in no log, no span, no metric and no row', async () => {
    const people: readonly Person[] = ['doctor', 'nurse', 'homeHelper', 'full', 'pregnant']
    const tokens = await Promise.all(people.map((person) => hub.authorizationOf(person)))
    const parts = tokens.flatMap((token) => token.replace('Bearer ', '').split('.').slice(1))
    assert.ok(parts.length === 2 * people.length && parts.every((part) => part.length > 100))
    await using session = await openSession<object>({ url: hub.database })
    const rows = (await rowsOf(session.db)).map(({ text }) => text).join('\n')
    const metrics = await (await fetch(new URL('/metrics', hub.internal))).text()
    const seen = [hub.output(), hub.sink.bytes().toString('latin1'), metrics, rows]
    for (const text of seen) {
      for (const part of parts) assert.ok(!text.includes(part))
      assert.doesNotMatch(text, /PHNhbWw|<saml|saml:Assertion|BinarySecurityToken/)
    }
  })
})
