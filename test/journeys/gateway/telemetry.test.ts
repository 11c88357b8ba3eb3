import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { startTelemetry, type Telemetry } from '../../../services/kit/telemetry/telemetry.ts'
import { openTestDatabase } from '../../harness/database.ts'
import { type OtlpSink, startOtlpSink } from '../../harness/otlp-sink.ts'
import type { SentSpan } from '../../harness/otlp-spans.ts'
import { booksSubgraph } from './fixture/books.ts'
import { type Answer, ask, type Mode, type Stack, startStack } from './fixture/harness.ts'
import { loansSubgraph } from './fixture/loans.ts'

const CALLER = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const PERSON_NUMBER = '0101701234'

interface Traced extends AsyncDisposable {
  readonly stack: Stack
  readonly sink: OtlpSink
  readonly telemetry: Telemetry
}

async function startTraced(mode: Mode, ratio = 1): Promise<Traced> {
  await using starting = new AsyncDisposableStack()
  const sink = starting.use(await startOtlpSink())
  const traces = { endpoint: sink.endpoint, ratio, delayMs: 10 }
  const telemetry = await startTelemetry({ serviceName: 'test', traces, kept: 1 }, '1.2.3')
  starting.use(telemetry)
  const onQuery = telemetry.onQuery
  const database = starting.use(await openTestDatabase(undefined, { onQuery }))
  const countBooks = async () => {
    const { rows } = await sql<{ count: number }>`select ${7}::int as count`.execute(database.db)
    return rows[0]?.count ?? 0
  }
  const subgraphs = [booksSubgraph({ countBooks }), loansSubgraph()]
  const stack = starting.use(await startStack(subgraphs, { mode, telemetry }))
  const started = starting.move()
  return { stack, sink, telemetry, [Symbol.asyncDispose]: () => started.disposeAsync() }
}

async function sent(sink: OtlpSink, count: number): Promise<readonly SentSpan[]> {
  const deadline = Date.now() + 3_000
  while (sink.spans.length < count && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return sink.spans
}

/** Every span's name after its parents', outermost first. */
function chains(spans: readonly SentSpan[]): readonly string[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]))
  const chain = (span: SentSpan): readonly string[] => {
    const parent = byId.get(span.parentSpanId)
    return [...(parent ? chain(parent) : []), span.name]
  }
  return spans.map((span) => chain(span).join(' > ')).sort()
}

describe('one trace', () => {
  it('runs from HTTP through operation and subgraph to SQL in one process', async () => {
    await using traced = await startTraced('here')
    const { headers, data } = await ask(traced.stack.url, '{ count }')
    assert.deepEqual(data, { count: 7 })
    const spans = await sent(traced.sink, 4)
    assert.deepEqual(chains(spans), [
      'POST /graphql',
      'POST /graphql > query',
      'POST /graphql > query > subgraph bookshop',
      'POST /graphql > query > subgraph bookshop > select',
    ])
    assert.deepEqual(
      ['POST /graphql', 'query', 'subgraph bookshop', 'select'].map((name) => kindOf(spans, name)),
      [2, 1, 3, 3],
    )
    const [traceId] = new Set(spans.map((span) => span.traceId))
    assert.equal(headers.get('traceparent')?.split('-')[1], traceId)
    const statement = spans.find(({ name }) => name === 'select')
    assert.equal(statement?.attributes['db.system.name'], 'postgresql')
    assert.equal(statement?.attributes['db.query.text'], 'select $1::int as count')
    assert.ok((statement?.durationMs ?? -1) > 0)
    const server = spans.find(({ parentSpanId }) => parentSpanId === '')
    assert.equal(server?.attributes['http.route'], '/graphql')
    assert.equal(server?.attributes['http.response.status_code'], 200)
  })

  it('runs on in the process of the subgraph, which adds its own server span', async () => {
    await using traced = await startTraced('apart')
    await ask(traced.stack.url, '{ count }')
    const spans = await sent(traced.sink, 6)
    const gateway = 'POST /graphql > query > subgraph bookshop'
    assert.deepEqual(chains(spans), [
      'POST /graphql',
      'POST /graphql > query',
      gateway,
      `${gateway} > POST /graphql`,
      `${gateway} > POST /graphql > query`,
      `${gateway} > POST /graphql > query > select`,
    ])
    assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1)
  })

  it('goes on from the one that the caller started', async () => {
    await using traced = await startTraced('here', 0)
    await ask(traced.stack.url, '{ count }', { headers: { traceparent: CALLER } })
    const spans = await sent(traced.sink, 4)
    const [, traceId, spanId] = CALLER.split('-')
    assert.deepEqual([...new Set(spans.map((span) => span.traceId))], [traceId])
    assert.equal(spans.find(({ name }) => name === 'POST /graphql')?.parentSpanId, spanId)
  })

  it('is not recorded at a ratio of 0, and has its ids all the same', async () => {
    await using traced = await startTraced('here', 0)
    const { headers } = await ask(traced.stack.url, '{ count }')
    assert.match(headers.get('traceparent') ?? '', /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.deepEqual(traced.sink.spans, [])
  })
})

describe('a trace that is held', () => {
  const KEPT = { serviceName: 'test', traces: null, kept: 1 }
  const idOf = ({ headers }: Answer) => headers.get('traceparent')?.split('-')[1] ?? ''
  const asked = (id: string) => ({
    headers: { traceparent: `00-${id.repeat(32)}-${id.repeat(16)}-01` },
  })

  it('is one that the caller asks for, and is written as a tree', async () => {
    await using telemetry = await startTelemetry(KEPT, '0.0.0')
    await using stack = await startStack([booksSubgraph(), loansSubgraph()], { telemetry })
    assert.equal(telemetry.treeOf(idOf(await ask(stack.url, '{ mostLent { title } }'))), null)
    const answer = await ask(stack.url, '{ mostLent { title } }', asked('a'))
    const tree = await eventually(() => telemetry.treeOf(idOf(answer)))
    assert.deepEqual(tree.replace(/ {2}[\d.]+ ms.*/g, '').split('\n'), [
      'POST /graphql',
      '  query',
      '    subgraph lending',
      '    subgraph bookshop',
      '',
    ])
  })

  it('gives way to a later one', async () => {
    await using telemetry = await startTelemetry(KEPT, '0.0.0')
    await using stack = await startStack([booksSubgraph(), loansSubgraph()], { telemetry })
    const [first, second] = [
      await ask(stack.url, '{ count }', asked('b')),
      await ask(stack.url, '{ count }', asked('c')),
    ]
    await eventually(() => telemetry.treeOf(idOf(second)))
    assert.equal(telemetry.treeOf(idOf(first)), null)
  })
})

async function eventually(find: () => string | null): Promise<string> {
  for (const deadline = Date.now() + 3_000; Date.now() < deadline; ) {
    const found = find()
    if (found?.startsWith('POST')) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('Cannot find the trace: it is not held')
}

describe('a person number', () => {
  it('in variables, an operation name or a bug reaches no span, log line or metric', async () => {
    await using traced = await startTraced('here')
    const query =
      'query find($id: String!) { book(id: $id) { title } books(ids: ["1"]) { flaw unprintable } }'
    const variables = { id: PERSON_NUMBER }
    await ask(traced.stack.url, `query find_${PERSON_NUMBER} { count }`)
    await ask(traced.stack.url, query, { variables })
    await ask(traced.stack.url, 'query ($id: Int!) { slow(ms: $id) }', { variables })
    const search = new URLSearchParams({ query: `{ book(id: "${PERSON_NUMBER}") { id } }` })
    await (await fetch(`${traced.stack.url}?${search}`)).text()
    await sent(traced.sink, 6)
    assert.ok(traced.sink.spans.length >= 6)
    assert.ok(!traced.sink.bytes().includes(PERSON_NUMBER))
    assert.ok(traced.stack.logged.length > 0)
    assert.doesNotMatch(traced.stack.logged.join(''), new RegExp(PERSON_NUMBER))
    assert.doesNotMatch(await traced.telemetry.metrics.text(), new RegExp(PERSON_NUMBER))
  })
})

describe('metrics', () => {
  it('count requests, operations, subgraph calls and statements by what they are', async () => {
    await using traced = await startTraced('here')
    await ask(traced.stack.url, '{ count }')
    await ask(traced.stack.url, '{ books(ids: ["x"]) { id } }')
    await ask(traced.stack.url, '{ colour }')
    const text = await traced.telemetry.metrics.text()
    for (const expected of [
      /^http_server_request_duration_seconds_count\{.*http_request_method="POST",http_route="\/graphql",http_response_status_code="200".*\} 3$/m,
      /^graphql_server_operation_duration_seconds_count\{.*graphql_operation_type="query",outcome="ok".*\} 1$/m,
      /^graphql_server_operation_duration_seconds_count\{.*graphql_operation_type="query",outcome="partial".*\} 1$/m,
      /^graphql_server_operation_duration_seconds_count\{.*graphql_operation_type="unknown",outcome="invalid".*\} 1$/m,
      /^graphql_subgraph_call_duration_seconds_count\{.*subgraph="bookshop",outcome="ok".*\} 1$/m,
      /^db_client_operation_duration_seconds_count\{.*db_operation_name="select",outcome="ok".*\} 1$/m,
      /^build_info\{.*1\.2\.3.*\} 1$/m,
      /^process_memory_usage_bytes\S* \d+/m,
    ]) {
      assert.match(text, expected)
    }
  })
})

const kindOf = (spans: readonly SentSpan[], wanted: string): number | undefined =>
  spans.find(({ name }) => name === wanted)?.kind
