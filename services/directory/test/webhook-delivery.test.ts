import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { Tables } from '../store/tables.ts'
import { clear, file, importing, openRegister, unit } from './import-harness.ts'
import { answer, hang, openReceiver, type Receiver, take } from './webhook/receiver.ts'
import { startTelling, until, wanting, webhooksOf } from './webhook/telling.ts'

const HOUR = 3_600_000

let register: TestDatabase<Tables>
let receiver: Receiver
let revision = 0

before(async () => {
  register = await openRegister()
})
after(() => register[Symbol.asyncDispose]())
beforeEach(async () => {
  await clear(register.db)
  await register.db.deleteFrom('webhook').execute()
  revision = 0
  receiver = await openReceiver()
})
afterEach(() => receiver[Symbol.asyncDispose]())

/** A revision in which the units have these names. */
async function importNames(names: Readonly<Record<number, string>>): Promise<void> {
  revision += 1
  const items = Object.entries(names).map(([number, name]) =>
    unit(sampleSorId(Number(number)), '2020-01-01..', { name }),
  )
  const on = `2026-10-${String(revision).padStart(2, '0')}`
  const { refusal } = await importing(register, [file({ on, items })])
  assert.equal(refusal, null)
}

const namesOf = (count: number, suffix: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, `${index} ${suffix}`]))

/** What was taken, in the order in which it was, by subject: revisions. */
function revisionsBySubject(): ReadonlyMap<string, readonly number[]> {
  const events = receiver.taken.flatMap(
    (id) => receiver.received.find(({ event }) => event.id === id)?.event ?? [],
  )
  return new Map(
    [...Map.groupBy(events, ({ subjectId }) => subjectId)].map(([id, of]) => [
      id,
      of.map((event) => event.revision),
    ]),
  )
}

describe('delivery', () => {
  it('tells each change once, with the id of its place in the feed', async () => {
    const { webhook } = await webhooksOf(register, 'other').create(wanting(receiver.url))
    await using telling = startTelling(register)
    await importNames(namesOf(20, 'a'))
    await until(() => receiver.taken.length === 20, '20 deliveries')
    const ids = Array.from({ length: 20 }, (_, index) => `1-${index + 1}`)
    assert.deepEqual([...receiver.taken].sort(), ids.sort())
    const [first] = receiver.received
    assert.deepEqual(Object.keys(first?.event ?? {}), [
      ...['id', 'webhook', 'sequence', 'revision', 'kind', 'subjectType', 'subjectId', 'source'],
      ...['fields', 'recordedAt'],
    ])
    assert.equal(first?.headers['fundament-event'], 'Organisation.CREATED')
    await until(async () => (await webhooksOf(register, 'other').byId(webhook.id))?.waiting === 0)
    assert.deepEqual(new Set(telling.outcomes), new Set(['received']))
  })

  it('loses nothing in an hour in which the receiver is down, and keeps the order of each subject', async () => {
    await importNames(namesOf(10, 'a'))
    await webhooksOf(register, 'other').create(wanting(receiver.url))
    await receiver.close()
    await using telling = startTelling(register)
    for (const suffix of ['b', 'c', 'd']) await importNames(namesOf(10, suffix))
    await telling.pass(HOUR, 60_000)
    await until(() => telling.outcomes.length > 20, 'attempts')
    assert.deepEqual(receiver.taken, [])
    await receiver.open()
    await telling.pass(48 * HOUR, 60_000, () => receiver.taken.length >= 30)
    await until(() => receiver.taken.length >= 30, 'all of them')
    const bySubject = revisionsBySubject()
    assert.equal(bySubject.size, 10)
    for (const revisions of bySubject.values()) assert.deepEqual(revisions, [2, 3, 4])
  })

  it('holds back later events of a subject that fails, and of no other', async () => {
    await importNames(namesOf(3, 'a'))
    await webhooksOf(register, 'other').create(wanting(receiver.url))
    const stuck = sampleSorId(1)
    receiver.answering = (received, response) =>
      received.event.subjectId === stuck
        ? answer(500)(received, response)
        : take(received, response)
    await using telling = startTelling(register)
    await importNames(namesOf(3, 'b'))
    await importNames(namesOf(3, 'c'))
    await until(() => receiver.taken.length === 4, 'those of the others')
    assert.deepEqual(
      new Set(
        receiver.received
          .filter(({ event }) => event.subjectId === stuck)
          .map(({ event }) => event.revision),
      ),
      new Set([2]),
    )
    receiver.answering = take
    await telling.pass(HOUR, 5_000, () => receiver.taken.length === 6)
    await until(() => receiver.taken.length === 6, 'all of them')
    assert.deepEqual(revisionsBySubject().get(stuck), [2, 3])
  })

  it('gives up after 72 hours, tries what it held back once, and tries all anew when asked', async () => {
    await importNames(namesOf(1, 'a'))
    const webhooks = webhooksOf(register, 'other')
    const { webhook } = await webhooks.create(wanting(receiver.url))
    receiver.answering = answer(503)
    await using telling = startTelling(register)
    await importNames(namesOf(1, 'b'))
    await importNames(namesOf(1, 'c'))
    const dead = () => telling.outcomes.filter((outcome) => outcome === 'dead').length
    await until(() => telling.outcomes.length > 0, 'the first attempt')
    await telling.pass(71 * HOUR, 20 * 60_000)
    assert.equal(dead(), 0)
    await telling.pass(4 * HOUR, 60_000, () => dead() === 2)
    await until(() => dead() === 2, 'two dead letters')
    const { letters, hasMore } = await webhooks.deadLetters(webhook.id, { first: 10, after: null })
    assert.deepEqual(
      letters.map(({ eventId, failure, subjectId }) => [eventId, failure, subjectId]),
      [
        ['2-1', 'HTTP_503', sampleSorId(1)],
        ['3-1', 'HTTP_503', sampleSorId(1)],
      ],
    )
    assert.equal(hasMore, false)
    assert.ok((letters[0]?.attempts ?? 0) > 50, String(letters[0]?.attempts))
    assert.equal(letters[1]?.attempts, 1)
    receiver.answering = take
    const revived = await webhooks.replayDeadLetters(webhook.id)
    assert.deepEqual([revived.dead, revived.waiting], [0, 2])
    await telling.pass(HOUR, 60_000, () => receiver.taken.length === 2)
    assert.deepEqual(receiver.taken, ['2-1', '3-1'])
  })

  it('pauses a webhook whose receiver is gone, and goes on when it is resumed', async () => {
    await importNames(namesOf(1, 'a'))
    const webhooks = webhooksOf(register, 'other')
    const { webhook } = await webhooks.create(wanting(receiver.url))
    receiver.answering = answer(410)
    await using telling = startTelling(register)
    await importNames(namesOf(1, 'b'))
    await until(
      async () => (await webhooks.byId(webhook.id))?.pausedBecause === 'GONE',
      'the pause',
    )
    await telling.pass(HOUR, 60_000)
    assert.equal(receiver.received.length, 1)
    receiver.answering = take
    await webhooks.resume(webhook.id)
    await telling.pass(HOUR, 60_000, () => receiver.taken.length === 1)
    await until(() => receiver.taken.length === 1)
  })

  it('comes back when the receiver says, and follows no redirect', async () => {
    await importNames(namesOf(1, 'a'))
    const webhooks = webhooksOf(register, 'other')
    const { webhook } = await webhooks.create(wanting(receiver.url))
    receiver.answering = answer(302, { location: receiver.url, 'retry-after': '600' })
    await using telling = startTelling(register)
    await importNames(namesOf(1, 'b'))
    await until(() => telling.outcomes.length === 1, 'an attempt')
    const { lastFailure, nextAttemptAt } = (await webhooks.byId(webhook.id)) ?? {}
    assert.equal(lastFailure, 'HTTP_302')
    assert.ok(Date.parse(nextAttemptAt ?? '') - telling.clock.now().getTime() > 590_000)
    assert.equal(receiver.received.length, 1)
  })

  it('keeps nobody waiting for a receiver that hangs: not others, not an import', async () => {
    await using other = await openReceiver()
    await importNames(namesOf(30, 'a'))
    const webhooks = webhooksOf(register, 'other')
    const { webhook } = await webhooks.create(wanting(receiver.url))
    await webhooksOf(register, 'most').create(wanting(other.url))
    receiver.answering = hang
    await using telling = startTelling(register, { timeoutMs: 1_000 })
    await importNames(namesOf(30, 'b'))
    await until(() => receiver.received.length === 8, 'eight that hang')
    await importNames(namesOf(30, 'c'))
    await until(() => other.taken.length === 60, 'all that the other is told')
    await until(() => telling.outcomes.includes('failed'), 'a failure')
    assert.equal((await webhooks.byId(webhook.id))?.lastFailure, 'TIMEOUT')
  })

  it('reads no more of an answer than it must', async () => {
    await importNames(namesOf(1, 'a'))
    await webhooksOf(register, 'other').create(wanting(receiver.url))
    const isClosed = Promise.withResolvers<void>()
    receiver.answering = (_received, response) => {
      response.writeHead(200)
      const pour = () => {
        while (response.write(Buffer.alloc(16_384)));
      }
      response.on('drain', pour).once('close', isClosed.resolve)
      pour()
    }
    await using telling = startTelling(register)
    await importNames(namesOf(1, 'b'))
    await isClosed.promise
    await until(() => telling.outcomes.length === 1)
    assert.deepEqual(telling.outcomes, ['received'])
  })

  it('fills the outbox page by page, and no further than it may', async () => {
    await importNames(namesOf(1, 'a'))
    const webhooks = webhooksOf(register, 'other')
    const { webhook } = await webhooks.create(wanting(receiver.url))
    receiver.answering = answer(500)
    await importNames(namesOf(200, 'b'))
    await using telling = startTelling(register, { pageSize: 20, mostWaiting: 50 })
    await telling.pass(600_000, 10_000)
    await until(() => telling.outcomes.length > 100, 'attempts')
    const held = await webhooks.byId(webhook.id)
    assert.equal(held?.waiting, 60)
    receiver.answering = take
    await telling.pass(10 * HOUR, 10_000, () => receiver.taken.length >= 200)
    await until(() => receiver.taken.length >= 200)
    assert.equal(new Set(receiver.taken).size, 200)
  })

  it('tells everything after a revision again when asked', async () => {
    await importNames(namesOf(2, 'a'))
    await importNames(namesOf(2, 'b'))
    const webhooks = webhooksOf(register, 'other')
    const { webhook } = await webhooks.create(wanting(receiver.url, { afterRevision: 0 }))
    await using telling = startTelling(register)
    await until(() => receiver.taken.length === 4, 'all four')
    await until(async () => (await webhooks.byId(webhook.id))?.waiting === 0)
    await webhooks.replay(webhook.id, 1)
    telling.worker.wake()
    await until(() => receiver.taken.length === 6, 'two again')
    assert.deepEqual(receiver.taken.slice(4).sort(), ['2-1', '2-2'])
  })
})
