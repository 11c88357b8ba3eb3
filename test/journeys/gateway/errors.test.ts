import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ENGINES } from '../../../gateway/engine.ts'
import { booksSubgraph } from './fixture/books.ts'
import { type Answer, ask, type Mode, type Stack, startStack } from './fixture/harness.ts'
import { loansSubgraph } from './fixture/loans.ts'

const MODES: readonly Mode[] = ['here', 'apart']

for (const engine of ENGINES) {
  for (const mode of MODES)
    describe(`errors, ${engine}, subgraphs ${mode}`, () => tests(engine, mode))
}

function tests(engine: (typeof ENGINES)[number], mode: Mode): void {
  let stack: Stack
  const started = () =>
    startStack([booksSubgraph(), loansSubgraph()], { engine, mode, deadlineMs: 300 })
  before(async () => {
    stack = await started()
  })
  after(() => stack[Symbol.asyncDispose]())

  it('of several items of one list come each with its index, alias, code and details', async () => {
    const answer = await ask(stack.url, '{ found: books(ids: ["1", "x", "200", "y"]) { title } }')
    assert.deepEqual(answer.data, { found: [{ title: 'Book 1' }, null, null, null] })
    assert.deepEqual(places(answer), [
      ['BOOK_KEY_INVALID', 'found', 1],
      ['BOOK_KEY_INVALID', 'found', 3],
    ])
    assert.equal(answer.errors[1]?.extensions?.key, 'y')
    assert.match(answer.errors[1]?.message ?? '', /^Cannot look up book "y": it is not a number$/)
  })

  it('of an entity in another subgraph keep their code and stay with their item', async () => {
    const answer = await ask(stack.url, '{ books(ids: ["1", "5", "6"]) { title loans } }')
    const titles = ['1', '5', '6'].map((id) => `Book ${id}`)
    const loans = [10, null, 60]
    assert.deepEqual(answer.data, {
      books: titles.map((title, index) => ({ title, loans: loans[index] })),
    })
    // Stitching loses the index of an error that came by reference.
    const place = engine === 'rust' ? ['books', 1, 'loans'] : ['books', 'loans']
    assert.deepEqual(places(answer), [['BOOK_NOT_LENT', ...place]])
  })

  it('that nobody expected are masked, and logged under the trace that the answer names', async () => {
    const answer = await ask(stack.url, '{ book(id: "1") { title flaw } }')
    assert.deepEqual(answer.data, { book: { title: 'Book 1', flaw: null } })
    const [error] = answer.errors
    assert.equal(error?.message, 'Internal error')
    assert.equal(error?.extensions?.code, 'INTERNAL_SERVER_ERROR')
    const logged = stack.logged.find((line) => line.includes('secret_shelf')) ?? ''
    assert.equal(JSON.parse(logged).trace_id, error?.extensions?.traceId)
    assert.match(JSON.parse(logged).err.stack, /books\.ts/)
    assert.ok(answer.headers.get('traceparent')?.includes(String(error?.extensions?.traceId)))
  })

  it('of a serialiser, which quote the value, are masked too', async () => {
    const { text } = await ask(stack.url, '{ book(id: "1") { unprintable } }')
    assert.match(text, /Internal error/)
    assert.doesNotMatch(text, /shelf/)
  })

  it('never show a stack, SQL, a person number or the name of a subgraph, and the log no person number', async () => {
    const query =
      '{ book(id: "5") { flaw unprintable loans } books(ids: ["x"]) { id } slow(ms: 3000) }'
    const { text } = await ask(stack.url, query)
    assert.doesNotMatch(text, /stack|select|0101701234|\.ts/)
    assert.doesNotMatch(text, /serviceName|bookshop|lending|DOWNSTREAM/)
    assert.doesNotMatch(stack.logged.join(''), /0101701234/)
  })

  it('end an operation that takes too long', async () => {
    const begun = performance.now()
    const answer = await ask(stack.url, '{ slow(ms: 3000) }')
    assert.ok(performance.now() - begun < 2_000)
    assert.deepEqual(places(answer), [['DEADLINE_EXCEEDED', 'slow']])
    assert.equal((await ask(stack.url, '{ count }')).text, '{"data":{"count":0}}')
  })

  if (mode === 'apart') {
    it('of a subgraph that is down leave the rest of the answer whole', async () => {
      await using own = await started()
      const [books, loans] = own.listeners
      await loans?.close(0)
      const query = '{ book(id: "1") { title loans } }'
      const answer = await ask(own.url, query)
      assert.deepEqual(answer.data, { book: { title: 'Book 1', loans: null } })
      assert.equal(places(answer)[0]?.[0], 'SUBGRAPH_UNAVAILABLE')
      await books?.close(0)
      const none = await ask(own.url, '{ count }')
      assert.deepEqual(JSON.parse(none.text).data, null)
      assert.deepEqual(places(none), [['SUBGRAPH_UNAVAILABLE', 'count']])
      assert.doesNotMatch(none.text + answer.text, /bookshop|lending|127\.0\.0\.1|ECONN/)
    })
  }
}

const places = ({ errors }: Answer) =>
  errors.map(({ path = [], extensions }) => [extensions?.code, ...path])
