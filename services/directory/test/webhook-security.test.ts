import assert from 'node:assert/strict'
import { webcrypto } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { networkList } from '../../kit/http/inside-address.ts'
import type { Tables } from '../store/tables.ts'
import { OVERLAP_MS } from '../webhook/subscriptions.ts'
import { clear, file, importing, openRegister, unit } from './import-harness.ts'
import { openReceiver, type Received, type Receiver } from './webhook/receiver.ts'
import { newSecret, startTelling, until, wanting, webhooksOf } from './webhook/telling.ts'

const NOBODY = { hosts: new Set<string>(), networks: networkList([]) }

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
  receiver = await openReceiver('/hook?token=in-the-query')
})
afterEach(() => receiver[Symbol.asyncDispose]())

async function importName(name: string, options = {}): Promise<void> {
  revision += 1
  const items = [unit(sampleSorId(1), '2020-01-01..', { name })]
  const { refusal } = await importing(
    register,
    [file({ on: `2026-10-${10 + revision}`, items })],
    options,
  )
  assert.equal(refusal, null)
}

/** Written from the page alone, with another library than the one that signs. */
async function verify(
  secret: string,
  { headers, body }: Received,
  nowSeconds: number,
): Promise<boolean> {
  const parts = String(headers['fundament-signature'])
    .split(',')
    .map((part) => part.split('='))
  const t = Number(parts.find(([name]) => name === 't')?.[1])
  if (!(Math.abs(nowSeconds - t) <= 300)) return false
  const bytes = (text: string) => new TextEncoder().encode(text)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await webcrypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['verify'])
  const checked = parts
    .filter(([name]) => name === 'v1')
    .map(([, hex = '']) =>
      webcrypto.subtle.verify('HMAC', key, Buffer.from(hex, 'hex'), bytes(`${t}.${body}`)),
    )
  return (await Promise.all(checked)).includes(true)
}

const NOW_S = Date.parse('2026-11-02T12:00:00Z') / 1_000

describe('a signature', () => {
  it('holds for who has the secret, for five minutes, and for this body', async () => {
    const { secret } = await webhooksOf(register, 'other').create(wanting(receiver.url))
    await using _telling = startTelling(register)
    await importName('a')
    await until(() => receiver.received.length === 1)
    const [received] = receiver.received
    assert.ok(received)
    assert.match(secret, /^whsec_[\w-]{43}$/)
    assert.equal(await verify(secret, received, NOW_S + 300), true)
    assert.equal(await verify(secret, received, NOW_S + 302), false)
    assert.equal(await verify(newSecret(), received, NOW_S), false)
    const changed = { ...received, body: received.body.replace('CREATED', 'REMOVED') }
    assert.equal(await verify(secret, changed, NOW_S), false)
  })

  it('is made with both secrets while one takes the place of the other', async () => {
    const webhooks = webhooksOf(register, 'other')
    const given = newSecret()
    const { webhook, secret } = await webhooks.create(wanting(receiver.url, { secret: given }))
    assert.equal(secret, given)
    const { secret: next } = await webhooks.rotateSecret(webhook.id, null)
    await using telling = startTelling(register)
    await importName('a')
    await until(() => receiver.received.length === 1)
    telling.clock.advance(OVERLAP_MS)
    await importName('b')
    await until(() => receiver.received.length === 2)
    const [both, one] = receiver.received
    assert.ok(both && one)
    const held = await Promise.all([
      verify(given, both, NOW_S),
      verify(next, both, NOW_S),
      verify(given, one, NOW_S + OVERLAP_MS / 1_000),
      verify(next, one, NOW_S + OVERLAP_MS / 1_000),
    ])
    assert.deepEqual(held, [true, true, false, true])
  })

  it('is not made with a key that did not keep the secret: the delivery waits', async () => {
    const webhooks = webhooksOf(register, 'other')
    const { webhook } = await webhooks.create(wanting(receiver.url))
    await register.db
      .updateTable('webhook')
      .set({ secret: Buffer.alloc(60) })
      .execute()
    await using telling = startTelling(register)
    await importName('a')
    await until(() => telling.outcomes.includes('failed'))
    const { lastFailure, waiting } = (await webhooks.byId(webhook.id)) ?? {}
    assert.deepEqual([lastFailure, waiting], ['WEBHOOK_SECRET_UNREADABLE', 1])
    assert.deepEqual(receiver.received, [])
  })

  it('stands in no log, and neither does the query of the address', async () => {
    const { secret } = await webhooksOf(register, 'other').create(wanting(receiver.url))
    receiver.answering = (_received, response) => void response.writeHead(500).end()
    await using telling = startTelling(register)
    await importName('a')
    await until(() => telling.outcomes.includes('failed') && telling.logged.length > 0)
    const lines = telling.logged.join('')
    assert.match(lines, /"code":"HTTP_500"/)
    assert.equal(lines.includes(secret) || lines.includes('in-the-query'), false)
    const kept = JSON.stringify(await register.db.selectFrom('webhook').select('secret').execute())
    assert.equal(kept.includes(Buffer.from(secret).toString('hex')), false)
  })
})

describe('an address inside', () => {
  const resolvingTo =
    (...answers: readonly string[]): LookupFunction =>
    (_host, _options, callback) => {
      const address = answers[Math.min(calls++, answers.length - 1)] ?? ''
      callback(null, [{ address, family: 4 }])
    }
  let calls = 0
  beforeEach(() => {
    calls = 0
  })

  for (const url of [
    ...['https://127.0.0.1/', 'https://0x7f.1/', 'https://[::1]/', 'https://169.254.169.254/x'],
    ...[
      'https://localhost/',
      'http://receiver.example/',
      'https://a:b@receiver.example/',
      'no url',
    ],
  ]) {
    it(`is refused when subscribing: ${url}`, async () => {
      const webhooks = webhooksOf(register, 'other', { allowed: NOBODY })
      await assert.rejects(webhooks.create(wanting(url)), { code: 'WEBHOOK_URL_REFUSED' })
    })
  }

  it('is refused when a name resolves to it, and when it resolves to nothing', async () => {
    const inside = webhooksOf(register, 'other', {
      allowed: NOBODY,
      lookup: resolvingTo('10.0.0.1'),
    })
    await assert.rejects(inside.create(wanting('https://receiver.example/')), /points inside/)
    const lookup: LookupFunction = (_host, _options, callback) => callback(new Error('none'), [])
    const nothing = webhooksOf(register, 'other', { allowed: NOBODY, lookup })
    await assert.rejects(nothing.create(wanting('https://receiver.example/')), /cannot be resolved/)
  })

  it('is not connected to when the name resolves to it later', async () => {
    const lookup = resolvingTo('1.1.1.1', '127.0.0.1')
    const webhooks = webhooksOf(register, 'other', { allowed: NOBODY, lookup })
    const port = new URL(receiver.url).port
    const { webhook } = await webhooks.create(wanting(`https://receiver.example:${port}/`))
    let connections = 0
    await using telling = startTelling(register, { allowed: NOBODY, lookup })
    await importName('a')
    await until(() => telling.outcomes.includes('failed'))
    connections += receiver.received.length
    assert.deepEqual([connections, calls], [0, 2])
    assert.equal((await webhooks.byId(webhook.id))?.lastFailure, 'ADDRESS_INSIDE')
  })

  it('is not connected to once it is no longer allowed', async () => {
    const webhooks = webhooksOf(register, 'other')
    const { webhook } = await webhooks.create(wanting(receiver.url))
    await using telling = startTelling(register, { allowed: NOBODY })
    await importName('a')
    await until(() => telling.outcomes.includes('failed'))
    assert.equal((await webhooks.byId(webhook.id))?.lastFailure, 'ADDRESS_INSIDE')
    assert.deepEqual(receiver.received, [])
  })
})

describe('a subscription', () => {
  it('is told only what its caller may see', async () => {
    await webhooksOf(register, 'other').create(wanting(receiver.url))
    await using holders = await openReceiver()
    await webhooksOf(register, 'holder').create(wanting(holders.url))
    await using _telling = startTelling(register)
    await importName('hidden', { source: 'hidden', visibility: 'restricted' })
    await importName('shown', { source: 'shown' })
    await until(() => holders.taken.length === 2 && receiver.taken.length === 1)
    assert.deepEqual(receiver.taken, ['2-1'])
  })

  it('of somebody who is no caller any more is told nothing', async () => {
    await webhooksOf(register, 'left').create(wanting(receiver.url))
    await using others = await openReceiver()
    await webhooksOf(register, 'other').create(wanting(others.url))
    await using _telling = startTelling(register)
    await importName('a')
    await until(() => others.taken.length === 1)
    assert.deepEqual(receiver.received, [])
  })

  it("is its own caller's, and there are so many of it", async () => {
    const [mine, theirs] = [webhooksOf(register, 'other'), webhooksOf(register, 'holder')]
    const made = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => mine.create(wanting(receiver.url))),
    )
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 3)
    const [{ id = '' } = {}] = await mine.all()
    assert.deepEqual(await theirs.all(), [])
    assert.equal(await theirs.byId(id), null)
    for (const asked of [
      () => theirs.delete(id),
      () => theirs.pause(id),
      () => theirs.resume(id),
      () => theirs.replay(id, 0),
      () => theirs.replayDeadLetters(id),
      () => theirs.rotateSecret(id, null),
    ]) {
      await assert.rejects(asked, { code: 'WEBHOOK_UNKNOWN' })
    }
    await mine.delete(id)
    assert.equal((await mine.all()).length, 2)
  })

  it('is refused with a weak secret, an id that is none, and a revision that there is not', async () => {
    const webhooks = webhooksOf(register, 'other')
    for (const [more, code] of [
      [{ secret: 'x'.repeat(31) }, 'WEBHOOK_INPUT_INVALID'],
      [{ organisations: ['1'] }, 'WEBHOOK_INPUT_INVALID'],
      [{ under: ['12345678901234567'] }, 'WEBHOOK_INPUT_INVALID'],
      [{ messageTypes: [' '] }, 'WEBHOOK_INPUT_INVALID'],
      [{ afterRevision: 1 }, 'REVISION_UNKNOWN'],
    ] as const) {
      await assert.rejects(webhooks.create(wanting(receiver.url, more)), { code })
    }
    assert.deepEqual(await webhooks.all(), [])
  })
})
