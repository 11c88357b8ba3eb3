import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { CLIENTS, changesOf, FOLLOW, overSse, take } from './fixture/clients.ts'
import { type Followed, openFollowed, WAYS } from './fixture/followed.ts'

describe('changed through the gateway', { timeout: 120_000 }, () => {
  let followed: Followed
  before(async () => {
    followed = await openFollowed()
  })
  after(() => followed[Symbol.asyncDispose]())

  for (const way of WAYS) {
    for (const [client, follow] of CLIENTS) {
      it(`over ${client}, ${way.engine}, ${way.mode}: what lies behind, then what is imported, each once`, async () => {
        await using stack = await followed.serve({ ...way, deadlineMs: 300 })
        const events = follow(stack.url, { query: FOLLOW, variables: { afterRevision: 0 } })
        const behind = changesOf(await take(events, followed.changes))
        // Longer than an operation may take.
        await new Promise((resolve) => setTimeout(resolve, 400))
        const name = `${client} ${way.engine} ${way.mode}`
        await followed.name(name)
        const live = changesOf(await take(events, followed.changes - behind.length))
        await events.return?.()
        const numbers = [...behind, ...live].map(({ sequence }) => Number(sequence))
        assert.deepEqual(
          numbers,
          numbers.map((_, index) => index + 1),
        )
        const [unit, , mailbox] = live
        assert.equal(unit?.kind, 'UPDATED')
        assert.deepEqual(unit?.fields, ['name'])
        assert.equal(unit?.subject.name, name)
        assert.equal(mailbox?.subject.address, name)
      })

      it(`over ${client}, ${way.engine}, ${way.mode}: goes on after a cut exactly behind a cursor`, async () => {
        await using stack = await followed.serve(way)
        const query = { query: FOLLOW, variables: { afterRevision: 0 } }
        const first = follow(stack.url, query)
        const before = changesOf(await take(first, followed.changes - 1))
        await first.return?.()
        await followed.name(`${client} ${way.engine} ${way.mode}, again`)
        const after = before.at(-1)?.cursor
        const second = follow(stack.url, { query: FOLLOW, variables: { after } })
        const rest = changesOf(await take(second, followed.changes - before.length))
        await second.return?.()
        assert.deepEqual(
          [...before, ...rest].map(({ sequence }) => Number(sequence)),
          Array.from({ length: followed.changes }, (_, index) => index + 1),
        )
      })
    }
  }

  it('tells only of the units asked for, and the mailboxes that they carry', async () => {
    await using stack = await followed.serve({})
    const of = async (organisations: readonly string[], count: number) => {
      const variables = { afterRevision: followed.revision - 1, organisations }
      const events = overSse(stack.url, { query: FOLLOW, variables })
      const taken = changesOf(await take(events, count))
      await events.return?.()
      return taken.map(({ subjectId }) => subjectId)
    }
    await followed.name('For some')
    const [first, second] = followed.units
    assert.ok(first && second)
    assert.deepEqual(await of([second], 1), [second])
    assert.deepEqual(await of([first], 2), [first, followed.mailbox])
  })

  it('sends 100 subscribers each change once, and reads it once for all', {
    timeout: 60_000,
  }, async () => {
    await using stack = await followed.serve({
      streamLimits: { mostConnections: 100, mostSubscriptions: 1 },
    })
    const variables = { afterRevision: followed.revision }
    const subscribers = Array.from({ length: 100 }, () =>
      overSse(stack.url, { query: FOLLOW.replace(/subject \{.*\}/, ''), variables }),
    )
    const first = subscribers.map((events) => take(events, 3))
    await followed.untilFollowedBy(100)
    const { taken } = await followed.counting(
      () => followed.name('For all'),
      () => Promise.all(first),
    )
    const told = taken.value.map((events) =>
      changesOf(events)
        .map(({ sequence }) => sequence)
        .join(),
    )
    assert.equal(new Set(told).size, 1)
    assert.ok(taken.statements < 40, `${taken.statements} statements`)
    await Promise.all(subscribers.map((events) => events.return?.()))
  })
})
