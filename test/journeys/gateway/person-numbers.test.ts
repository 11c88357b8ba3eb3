import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { noCallers } from '../../../services/kit/callers.ts'
import type { Listener } from '../../../services/kit/http/listen.ts'
import { createLog } from '../../../services/kit/log.ts'
import { booksSubgraph } from './fixture/books.ts'
import { ask, type Stack, serve, silentTelemetry, startStack } from './fixture/harness.ts'
import { loansSubgraph } from './fixture/loans.ts'

const NUMBER = '0101701234'
const QUERY = 'query ($id: String!) { book(id: $id) { title } }'

describe('a person number in a request', () => {
  let stack: Stack
  let alone: Listener
  before(async () => {
    stack = await startStack([booksSubgraph(), loansSubgraph()])
    alone = await serveAlone()
  })
  after(async () => {
    await stack[Symbol.asyncDispose]()
    await alone[Symbol.asyncDispose]()
  })
  const servers = () => [stack.url, new URL('/graphql', alone.url)]

  it('is taken as a variable in a POST', async () => {
    for (const url of servers()) {
      const { data, errors } = await ask(url, QUERY, { variables: { id: NUMBER } })
      assert.deepEqual([data, errors], [{ book: null }, []])
    }
  })

  for (const literal of [
    `"${NUMBER}"`,
    '"010170-1234"',
    `"x ${NUMBER}"`,
    `"""${NUMBER}"""`,
    '1101701234',
    '"\\u0030101701234"',
  ]) {
    it(`is refused as the literal ${literal.replaceAll(/\d{3}/g, '...')}`, async () => {
      for (const url of servers()) {
        const { errors, text } = await ask(url, `{ book(id: ${literal}) { title } }`)
        assert.ok(
          errors.some(({ extensions }) => extensions?.code === 'PERSON_NUMBER_IN_REQUEST'),
          text,
        )
        assert.doesNotMatch(text, /\d{6}-?\d{4}/)
      }
    })
  }

  for (const [place, query] of [
    ['an alias', `{ a${NUMBER}: __typename }`],
    ['a remark', `# ${NUMBER}\n{ __typename }`],
    ['the name of an operation', `query a${NUMBER} { __typename }`],
    ['the name of a variable', `query ($a${NUMBER}: String) { __typename }`],
    ['an unknown field', `{ a${NUMBER} }`],
    ['a replacement number with letters', '{ book(id: "0101701AB4") { title } }'],
  ] as const) {
    it(`is refused in ${place}`, async () => {
      for (const url of servers()) {
        const { errors, text } = await ask(url, query)
        assert.equal(errors[0]?.extensions?.code, 'PERSON_NUMBER_IN_REQUEST', text)
        assert.doesNotMatch(text, /\d{6}-?\d[A-Z\d]{2}\d/)
      }
    })
  }

  for (const [how, search] of [
    ['with letters', `?query=${encodeURIComponent(QUERY)}&variables={"id":"0101701AB4"}`],
    ['plainly', `?query=${encodeURIComponent(QUERY)}&variables={"id":"${NUMBER}"}`],
    [
      'encoded',
      `?query=${encodeURIComponent(QUERY)}&variables=%7B%22id%22%3A%22%30101701234%22%7D`,
    ],
    [
      'as JSON escapes',
      `?query=${encodeURIComponent(QUERY)}&variables=%7B%22id%22%3A%22%5Cu0030101701234%22%7D`,
    ],
    ['under a name of its own', '?x=010170-1234&query=%7B__typename%7D'],
  ] as const) {
    it(`is refused in the URL, ${how}`, async () => {
      for (const url of servers()) {
        const response = await fetch(`${url}${search}`)
        const text = await response.text()
        assert.equal(response.status, 400, text)
        assert.match(text, /PERSON_NUMBER_IN_REQUEST/)
        assert.doesNotMatch(text, /\d{6}-?\d{4}/)
      }
    })
  }

  it('that does not fit its variable is not quoted', async () => {
    for (const url of servers()) {
      const { errors, text } = await ask(url, QUERY, { variables: { id: [NUMBER] } })
      assert.equal(errors.length, 1)
      assert.doesNotMatch(text, /\d{10}/)
    }
  })

  it('leaves numbers of another length alone', async () => {
    const { errors } = await ask(stack.url, '{ book(id: "9520000000011") { title } }')
    assert.deepEqual(errors, [])
  })
})

async function serveAlone(): Promise<Listener> {
  const telemetry = await silentTelemetry()
  const log = createLog({ level: 'silent' })
  return serve(booksSubgraph(), { path: '/graphql', callers: noCallers, telemetry, log })
}
