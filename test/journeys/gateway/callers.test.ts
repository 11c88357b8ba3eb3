import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { parseCallers } from '../../../services/kit/callers.ts'
import { signInsOf } from '../../../services/kit/sign-in.ts'
import { startIssuer } from '../../harness/issuer.ts'
import { booksSubgraph } from './fixture/books.ts'
import { ask, type Mode, startStack } from './fixture/harness.ts'
import { loansSubgraph } from './fixture/loans.ts'

const KEY = 'correct-horse'
const callers = parseCallers(
  JSON.stringify([
    {
      name: 'Fictional Vendor',
      keySha256: createHash('sha256').update(KEY).digest('hex'),
      grants: ['eer', 'attic'],
    },
  ]),
)
assert.ok(typeof callers !== 'string')

for (const mode of ['here', 'apart'] as const satisfies readonly Mode[]) {
  describe(`callers, subgraphs ${mode}`, () => {
    const start = () => startStack([booksSubgraph(), loansSubgraph()], { mode, callers })

    it('reach the subgraph with name and grants', async () => {
      await using stack = await start()
      const headers = { authorization: `Bearer ${KEY}` }
      assert.deepEqual((await ask(stack.url, '{ whoAmI }', { headers })).data, {
        whoAmI: 'Fictional Vendor: eer attic',
      })
      assert.deepEqual((await ask(stack.url, '{ whoAmI }')).data, { whoAmI: 'nobody' })
    })

    it('with an unknown key are refused before anything is executed', async () => {
      await using stack = await start()
      for (const authorization of ['Bearer wrong', `Basic ${KEY}`, 'Bearer ']) {
        const answer = await ask(stack.url, '{ whoAmI }', { headers: { authorization } })
        assert.equal(answer.status, 401)
        assert.equal(answer.headers.get('www-authenticate'), 'Bearer')
        assert.equal(answer.errors[0]?.extensions?.code, 'CALLER_UNKNOWN')
        assert.doesNotMatch(answer.text, /wrong|horse/)
      }
    })
  })
}

describe('people', () => {
  it('reach the subgraph that takes persons by their token, and are nobody to the others', async () => {
    await using people = await startIssuer()
    const signIns = signInsOf(people.issuer)
    const headers = { authorization: `Bearer ${await people.tokenOf()}` }
    for (const [mode, takesPersons, whoAmI] of [
      ['here', 'bookshop', 'sign-in:7d3c: '],
      ['here', 'lending', 'nobody'],
      ['apart', 'bookshop', 'sign-in:7d3c: '],
      ['apart', 'lending', 'nobody'],
    ] as const) {
      const options = { mode, callers, signIns, takesPersons }
      await using stack = await startStack([booksSubgraph(), loansSubgraph()], options)
      assert.deepEqual((await ask(stack.url, '{ whoAmI }', { headers })).data, { whoAmI })
    }
  })

  it('are let in nowhere by a token that is not right, and by none where nobody signs in', async () => {
    await using people = await startIssuer()
    const wrong = { authorization: `Bearer ${await people.tokenOf({ isForged: true })}` }
    const right = { authorization: `Bearer ${await people.tokenOf()}` }
    await using stack = await startStack([booksSubgraph(), loansSubgraph()], {
      signIns: signInsOf(people.issuer),
    })
    await using systems = await startStack([booksSubgraph(), loansSubgraph()])
    for (const [url, headers] of [
      [stack.url, wrong],
      [systems.url, right],
    ] as const) {
      const answer = await ask(url, '{ whoAmI }', { headers })
      assert.equal(answer.status, 401)
      assert.equal(answer.errors[0]?.extensions?.code, 'CALLER_UNKNOWN')
    }
  })
})

describe('GatewayOperation', () => {
  it('asks a subgraph for one context per operation, whatever the plan', async () => {
    const contexts: unknown[] = []
    const references: number[] = []
    const books = booksSubgraph({
      onContext: (request) => contexts.push(request.caller),
      onReferences: (count) => references.push(count),
    })
    await using stack = await startStack([books, loansSubgraph()])
    const answer = await ask(stack.url, '{ mostLent { id title } count }')
    assert.deepEqual(answer.data, { mostLent: { id: '7', title: 'Book 7' }, count: 0 })
    assert.deepEqual(contexts, [null])
    assert.deepEqual(references, [1])
  })
})
