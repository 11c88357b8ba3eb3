import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { ExecutionResult } from 'graphql'
import { isAsyncIterable } from '../../../services/kit/map-values.ts'
import { CITIZENS } from '../../../services/sandbox/domain/world/persons.ts'
import { openSandboxRecord } from './sandbox-record.ts'

const there = await openSandboxRecord({ RECORD_PULL_INTERVAL_MS: '100' })
after(() => there[Symbol.asyncDispose]())

const follow = async (person: string, of: keyof typeof CITIZENS) => {
  const result = await there.follow(person, CITIZENS[of].cpr)
  return isAsyncIterable(result)
    ? (result as AsyncIterable<ExecutionResult>)[Symbol.asyncIterator]()
    : result
}

const changed = (person: keyof typeof CITIZENS) =>
  fetch(new URL(`/try/change/${person}`, there.sandbox.url), { method: 'POST' })

describe('citizenRecordChanged', () => {
  it('tells a citizen and a professional that something changed, and nothing more', async () => {
    await using _work = there.record.startWork()
    const own = await follow('full', 'full')
    const treating = await follow('doctor', 'full')
    assert.ok('next' in own && 'next' in treating)
    const told = Promise.all([own.next(), treating.next()])
    // Notifications gather from the first pull on; until then nobody at the platform knows that somebody listens.
    let isTold = false
    void told.then(() => {
      isTold = true
    })
    while (!isTold) {
      await changed('empty')
      await changed('full')
      await new Promise((done) => setTimeout(done, 50))
    }
    for (const { value } of await told) {
      const { citizenRecordChanged: change } = value.data
      assert.equal(change.cpr, CITIZENS.full.cpr)
      assert.match(change.source, /:TreatmentWillUpdated$/)
      assert.match(change.changedOn, /^\d{4}-\d{2}-\d{2}$/)
      assert.ok(Date.parse(change.receivedAt) <= Date.now())
    }
    await Promise.all([own.return?.(), treating.return?.()])
  })

  it('is refused to a citizen for somebody else', async () => {
    const refused = await follow('full', 'empty')
    assert.ok('errors' in refused)
    assert.deepEqual(
      refused.errors?.map(({ extensions }) => extensions.code),
      ['RECORD_CHANGES_DENIED'],
    )
  })
})
