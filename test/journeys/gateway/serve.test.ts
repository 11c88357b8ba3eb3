import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Router } from 'express'
import { gatewayServeConfigFrom, type ServeConfig } from '../../../infra/config.ts'
import { observe, serveGateway, serveGraph, serveSubgraph } from '../../../infra/serve.ts'
import { composeSupergraph } from '../../../schema/compose.ts'
import { ConfigError } from '../../../services/kit/config.ts'
import { booksSubgraph } from './fixture/books.ts'
import { ask } from './fixture/harness.ts'

const subgraph = { ...booksSubgraph(), name: 'directory' }
const supergraph = composeSupergraph([subgraph])
const ENV = { PORT: '0', LOG_LEVEL: 'silent' }

async function started(config: ServeConfig, stack: AsyncDisposableStack) {
  const observed = await observe(config)
  stack.use(observed.telemetry)
  return [config, observed] as const
}

const statusOf = async (url: URL) => (await fetch(url)).status

describe('serveSubgraph(), serveGateway() and serveGraph()', () => {
  it('answer together as one process would, each with an internal port of its own', async () => {
    await using stack = new AsyncDisposableStack()
    const [config, observed] = await started(gatewayServeConfigFrom(ENV, 'directory'), stack)
    const checks = [{ name: 'database', check: async () => {} }]
    const part = stack.use(await serveSubgraph(subgraph, config, { ...observed, checks }))
    const alone = await ask(new URL('/graphql', part.url), '{ book(id: "3") { title } }')
    assert.deepEqual(alone.data, { book: { title: 'Book 3' } })

    const env = { ...ENV, SUBGRAPH_DIRECTORY_URL: new URL('/graphql', part.url).href }
    const front = await started(gatewayServeConfigFrom(env, 'gateway'), stack)
    const whole = stack.use(await serveGateway({ supergraph, path: '/graphql' }, ...front))
    const answer = await ask(new URL('/graphql', whole.url), '{ book(id: "3") { title } }')
    assert.deepEqual(answer.data, alone.data)
    for (const { internalUrl, url } of [part, whole]) {
      assert.equal(await statusOf(new URL('/livez', internalUrl)), 200)
      assert.equal(await statusOf(new URL('/readyz', internalUrl)), 200)
      assert.match(await (await fetch(new URL('/metrics', internalUrl))).text(), /^build_info/m)
      assert.equal(await statusOf(new URL('/metrics', url)), 404)
    }
    await part[Symbol.asyncDispose]()
    assert.equal(await statusOf(new URL('/readyz', whole.internalUrl)), 503)
    assert.equal(await statusOf(new URL('/livez', whole.internalUrl)), 200)
  })

  it('answer in one process, beside other routes and with the checks of what they hold', async () => {
    await using stack = new AsyncDisposableStack()
    const [config, observed] = await started(gatewayServeConfigFrom(ENV, 'fundament'), stack)
    const other = Router().get('/other', (_request, response) => void response.send('beside'))
    const around = {
      ...observed,
      places: [{ kind: 'here' as const, subgraph }],
      checks: [{ name: 'database', check: () => Promise.reject(new Error('down')) }],
      routers: [other],
    }
    const web = stack.use(await serveGraph(supergraph, config, around))
    const answer = await ask(new URL('/graphql', web.url), '{ book(id: "3") { title } }')
    assert.deepEqual(answer.data, { book: { title: 'Book 3' } })
    assert.equal(await (await fetch(new URL('/other', web.url))).text(), 'beside')
    assert.equal(await statusOf(new URL('/readyz', web.internalUrl)), 503)
  })

  it('report every malformed setting at once, and the URL of a subgraph that is not given', async () => {
    const env = { PORT: 'x', GATEWAY_ENGINE: 'steam', OTEL_TRACES_SAMPLER_ARG: '2', HOST: '' }
    assert.throws(
      () => gatewayServeConfigFrom(env, 'gateway'),
      (error) => error instanceof ConfigError && error.problems.length === 3,
    )
    await using stack = new AsyncDisposableStack()
    const front = await started(gatewayServeConfigFrom(ENV, 'gateway'), stack)
    await assert.rejects(
      serveGateway({ supergraph, path: '/graphql' }, ...front),
      /SUBGRAPH_DIRECTORY_URL must be a URL/,
    )
  })
})
