import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGateway } from '../../../gateway/service.ts'
import { composeSupergraph } from '../../../schema/compose.ts'
import { noCallers } from '../../../services/kit/callers.ts'
import { createLog } from '../../../services/kit/log.ts'
import type { SubgraphRequest } from '../../../services/kit/subgraph.ts'
import { booksSubgraph } from './fixture/books.ts'
import { type Mode, silentTelemetry, startStack } from './fixture/harness.ts'
import { loansSubgraph } from './fixture/loans.ts'

const SLOW = '?query=%7B%20slow(ms%3A%202000)%20%7D'

for (const mode of ['here', 'apart'] as const satisfies readonly Mode[]) {
  describe(`a caller that goes away, subgraphs ${mode}`, () => {
    it('aborts the signal that the subgraph was given', async () => {
      const asked = Promise.withResolvers<SubgraphRequest>()
      const books = booksSubgraph({ onContext: asked.resolve })
      await using stack = await startStack([books, loansSubgraph()], { mode })
      const leaving = new AbortController()
      const answer = fetch(new URL(SLOW, stack.url), { signal: leaving.signal })
      answer.catch(() => {})
      const { signal } = await asked.promise
      assert.equal(signal?.aborted, false)
      const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve))
      leaving.abort()
      await Promise.race([aborted, sleep(1_000)])
      assert.equal(signal?.aborted, true)
      if (mode === 'here') assert.equal(signal?.reason?.code, 'CALLER_GONE')
    })
  })
}

describe('createGateway()', () => {
  const options = async () => ({
    path: '/graphql',
    callers: noCallers,
    telemetry: await silentTelemetry(),
    log: createLog({ level: 'silent' }),
    supergraph: composeSupergraph([booksSubgraph(), loansSubgraph()]),
    engine: 'rust' as const,
    deadlineMs: 1_000,
  })

  it('leaves signals to whoever owns the process', async () => {
    const subgraphs = [booksSubgraph(), loansSubgraph()]
    const places = subgraphs.map((subgraph) => ({ kind: 'here' as const, subgraph }))
    await using gateway = await createGateway({ ...(await options()), places })
    assert.equal(gateway.engine, 'rust')
    const handlers = process.listeners('SIGTERM').map(({ name }) => name)
    assert.ok(!handlers.includes('terminateHandler'), handlers.join())
  })

  it('refuses a supergraph with a subgraph that has no place', async () => {
    const places = [{ kind: 'here' as const, subgraph: booksSubgraph() }]
    await assert.rejects(createGateway({ ...(await options()), places }), {
      message: 'Cannot reach subgraph "lending": it has no place',
    })
  })
})
