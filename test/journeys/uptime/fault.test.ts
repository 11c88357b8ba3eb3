import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SubgraphCall } from '../../../gateway/call.ts'
import { gatewayServeConfigFrom } from '../../../infra/config.ts'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { observe, serveGraph, serveSubgraph } from '../../../infra/serve.ts'
import { committedSupergraph } from '../../../infra/supergraph.ts'
import type { Web } from '../../../infra/web.ts'
import { noCallers } from '../../../services/kit/callers.ts'
import { createUptime, type UptimeService } from '../../../services/uptime/service.ts'
import {
  catalogueOf,
  catalogueService,
  httpProbe,
} from '../../../services/uptime/test/fictional.ts'
import { type Answer, ask } from '../gateway/fixture/harness.ts'
import { openSampleGraph, type SampleGraph } from '../look-up/fixture/sample-graph.ts'

const ENGINES = ['rust', 'stitching'] as const
const ENV = { PORT: '0', LOG_LEVEL: 'silent' }
const TIMING = { everyMs: 1_000, timeoutMs: 500, degradedAboveMs: null }
const TIMES = { downForMs: 1_000, degradedForMs: 60_000, wellForMs: 1_000 }

const RESOLVE = `{ resolveEndpoint(organisation: { sorId: "${sampleSorId(11)}" }, messageType: "DIS91") {
  __typename
  ... on EndpointFound { endpoint { id address accessPoint { id url } health { state } } }
  ... on EndpointNotFound { reason message }
} }`
const INCIDENTS = `{ incidents { edges { node { severity closedAt services { id } updates { kind text(language: en) } } } } }`

/** A server that can be taken down, and brought up on the same port. */
async function openServer() {
  let server = createServer()
  let port = 0
  const up = async () => {
    server = createServer((_request, response) => void response.end('well'))
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  await up()
  const down = async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${port}/`, up, down }
}

/** Data of the shape of the test's own query, unchecked. */
const dataOf = ({ data }: Answer): ReturnType<typeof JSON.parse> => data

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + 40_000
  for (;;) {
    const found = await look()
    if (found !== null) return found
    assert.ok(Date.now() < deadline, `not in time: ${what}`)
    await sleep(200)
  }
}

describe('a fault made on purpose', () => {
  const parts = new AsyncDisposableStack()
  const urls = new Map<string, URL>()
  const calls: SubgraphCall[] = []
  let graph: SampleGraph
  let uptime: UptimeService
  let alone: Web
  let machine: Awaited<ReturnType<typeof openServer>>

  before(async () => {
    graph = parts.use(await openSampleGraph())
    machine = await openServer()
    parts.defer(() => machine.down())
    uptime = parts.use(
      await createUptime({
        ...{ database: { url: graph.database }, keeping: { resultDays: 7, minuteDays: 90 } },
        prober: {
          ...{ prober: 'test', most: 10, mostPerHost: 10, authorities: [], confirmAfterMs: 50 },
          ...{ allowed: ['127.0.0.0/8'], secretOf: () => null },
        },
        times: TIMES,
      }),
    )
    const config = { ...gatewayServeConfigFrom(ENV, 'uptime'), callers: noCallers }
    const observed = await observe(config)
    parts.use(observed.telemetry)
    alone = parts.use(await serveSubgraph(uptime.subgraph, config, { ...observed, checks: [] }))
    const remote = (name: string, url: URL) => ({ kind: 'remote' as const, name, url })
    const places = [
      remote('directory', graph.subgraph),
      remote('uptime', new URL('/graphql', alone.url)),
    ]
    const onCall = (call: SubgraphCall) => void calls.push(call)
    for (const engine of ENGINES) {
      const own = {
        ...gatewayServeConfigFrom({ ...ENV, GATEWAY_ENGINE: engine }, 'gateway'),
        callers: noCallers,
      }
      const around = { ...observed, places, checks: [], onCall }
      const web = parts.use(await serveGraph(committedSupergraph('public'), own, around))
      urls.set(engine, new URL('/graphql', web.url))
    }
    const point = dataOf(await ask(urlOf('rust'), RESOLVE)).resolveEndpoint.endpoint.accessPoint
    const probes = [{ ...httpProbe(TIMING), url: machine.url }]
    const catalogue = catalogueOf([
      catalogueService('machine', { severity: 'P1', probes }),
      catalogueService('letters', { dependsOn: ['machine'], probes }),
    ])
    const listed = { id: point.id, organisation: null, isReleased: true, probes }
    const watched = { catalogue: { ...catalogue, accessPoints: [listed] } }
    parts.use(await uptime.startWork(watched, { ...observed, callers: noCallers }))
  })
  after(() => parts.disposeAsync())

  const urlOf = (engine: string): URL => urls.get(engine) ?? graph.subgraph
  const resolved = async () => {
    const answers = await Promise.all(ENGINES.map((engine) => ask(urlOf(engine), RESOLVE)))
    return answers.map((answer) => {
      const { health, ...endpoint } = dataOf(answer).resolveEndpoint.endpoint
      return { endpoint, state: health?.state ?? null, errors: answer.errors }
    })
  }
  const resolvedAs = (state: string) =>
    until(`health is ${state}`, async () => {
      const found = await resolved()
      return found.every((each) => each.state === state) ? found : null
    })
  const incidents = async () =>
    dataOf(await ask(urlOf('rust'), INCIDENTS)).incidents.edges.map(
      ({ node }: { node: object }) => node,
    )

  it('is one incident with its time line; health warns, and the same endpoint is chosen all the while', async () => {
    const [up] = await resolvedAs('UP')
    assert.match(up?.endpoint.accessPoint.url, /^https?:/)
    await machine.down()
    const down = await resolvedAs('DOWN')
    for (const { endpoint } of down) assert.deepEqual(endpoint, up?.endpoint)
    const [opened] = await until('an incident', async () => {
      const found = await incidents()
      return found.length > 0 ? found : null
    })
    assert.deepEqual([opened.severity, opened.closedAt], ['P1', null])
    await machine.up()
    await resolvedAs('UP')
    const all = await until('its end', async () => {
      const found = await incidents()
      return found[0].closedAt ? found : null
    })
    assert.equal(all.length, 1)
    const [incident] = all
    assert.deepEqual(incident.services, [{ id: 'machine' }, { id: 'letters' }])
    const kinds = incident.updates.map(({ kind }: { kind: string }) => kind)
    assert.deepEqual(kinds, ['OPENED', 'JOINED', 'RECOVERED', 'RECOVERED', 'CLOSED'])
    assert.equal(incident.updates[0].text, 'The service machine is affected. The incident is open.')
  })

  it('of uptime itself leaves the address as it is, with null and an error in its place', async () => {
    const [up] = await resolved()
    await alone[Symbol.asyncDispose]()
    calls.length = 0
    for (const { endpoint, state, errors } of await resolved()) {
      assert.deepEqual(endpoint, up?.endpoint)
      assert.equal(state, null)
      assert.deepEqual(
        errors.map(({ extensions }) => extensions?.code),
        ['SUBGRAPH_UNAVAILABLE'],
      )
    }
    const failed = calls.filter(({ isFailure }) => isFailure)
    assert.deepEqual(
      failed.map(({ subgraph, consumer }) => [subgraph, consumer]),
      ENGINES.map(() => ['uptime', null]),
    )
  })
})
