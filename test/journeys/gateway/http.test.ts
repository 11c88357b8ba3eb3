import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { auditServer } from 'graphql-http'
import { noCallers } from '../../../services/kit/callers.ts'
import { MAX_BODY_BYTES } from '../../../services/kit/http/body-limit.ts'
import { createLog } from '../../../services/kit/log.ts'
import { booksSubgraph } from './fixture/books.ts'
import { ask, serve, silentTelemetry, startStack } from './fixture/harness.ts'
import { loansSubgraph } from './fixture/loans.ts'

const running = new AsyncDisposableStack()
const urls: { gateway: URL; stitching: URL; subgraph: URL } = Object.create(null)

before(async () => {
  const subgraphs = [booksSubgraph(), loansSubgraph()]
  urls.gateway = running.use(await startStack(subgraphs)).url
  urls.stitching = running.use(await startStack(subgraphs, { engine: 'stitching' })).url
  const telemetry = running.use(await silentTelemetry())
  const log = createLog({ level: 'silent' })
  const options = { path: '/graphql', callers: noCallers, telemetry, log }
  urls.subgraph = new URL('/graphql', running.use(await serve(booksSubgraph(), options)).url)
})
after(() => running.disposeAsync())

for (const server of ['gateway', 'stitching', 'subgraph'] as const) {
  describe(`GraphQL over HTTP, ${server}`, () => {
    it('passes the whole audit with all middleware in place', async () => {
      const audits = await auditServer({ url: urls[server].href })
      const failed = audits.filter(({ status }) => status !== 'ok')
      assert.equal(audits.length, 61)
      assert.deepEqual(
        failed.map(({ id, name }) => `${id} ${name}`),
        [],
      )
    })

    it('refuses a body of 10 MB and says why', async () => {
      const { status, errors } = await ask(
        urls[server],
        `{ book(id: "${'1'.repeat(1e7)}") { id } }`,
      )
      assert.equal(status, 413)
      assert.deepEqual(errors[0]?.extensions, {
        maxBytes: MAX_BODY_BYTES,
        code: 'REQUEST_TOO_LARGE',
      })
    })

    it('refuses a body of 10 MB that does not tell its length', async () => {
      const answer = await postChunks(urls[server], Array(10).fill('x'.repeat(1e6)))
      assert.equal(answer.status, 413)
      assert.match(answer.text, /REQUEST_TOO_LARGE/)
    })

    it('reads a small body that does not tell its length', async () => {
      const answer = await postChunks(urls[server], ['{"query":"{ book', '(id: 3) { title } }"}'])
      assert.equal(answer.status, 200)
      assert.match(answer.text, /String cannot represent a non string value/)
    })

    it('answers 400 to what is not JSON, and to an empty body', async () => {
      for (const body of ['{"query": ', '']) {
        const headers = { 'content-type': 'application/json' }
        const response = await fetch(urls[server], { method: 'POST', headers, body })
        assert.equal(response.status, 400, body)
        const { errors } = JSON.parse(await response.text())
        assert.equal(typeof errors[0].extensions.code, 'string')
      }
    })

    it('quotes nothing of a body that is not JSON, which may name a person', async () => {
      const headers = { 'content-type': 'application/json' }
      const body = '{"query": "{ name }", "variables": { "cpr": 0101011234 }'
      const answer = await fetch(urls[server], { method: 'POST', headers, body })
      assert.doesNotMatch(await answer.text(), /0101011234|cpr/)
    })

    it('answers an unknown field with a validation error and no data', async () => {
      const headers = { accept: 'application/graphql-response+json' }
      const { status, errors, text } = await ask(urls[server], '{ colour }', { headers })
      assert.equal(status, 400)
      assert.equal(errors[0]?.extensions?.code, 'GRAPHQL_VALIDATION_FAILED')
      assert.ok(!text.includes('"data"'))
    })

    it('tells a variable of the wrong type from a bug', async () => {
      const query = 'query ($id: String!) { book(id: $id) { id } }'
      const { errors } = await ask(urls[server], query, { variables: { id: 7 } })
      assert.equal(errors[0]?.extensions?.code, 'BAD_USER_INPUT')
    })

    it('sends security headers and no sign of what it is made of', async () => {
      const { headers } = await ask(urls[server], '{ count }')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.equal(headers.get('access-control-allow-origin'), null)
    })
  })
}

it('graphqlRoute() lets other paths pass', async () => {
  const response = await fetch(new URL('/elsewhere', urls.gateway))
  assert.equal(response.status, 404)
  assert.equal(response.headers.get('x-powered-by'), null)
})

async function postChunks(url: URL, chunks: readonly string[]) {
  const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }
  const sending = request(url, { method: 'POST', headers })
  // The answer may come before the last chunk is out, and the rest is then nobody's.
  sending.on('error', () => {})
  for (const chunk of chunks) sending.write(chunk)
  sending.end()
  const [response] = await once(sending, 'response')
  response.setEncoding('utf8')
  let text = ''
  for await (const part of response) text += part
  return { status: response.statusCode, text }
}
