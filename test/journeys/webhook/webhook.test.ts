import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { createDirectory, type DirectoryService } from '../../../services/directory/service.ts'
import type { Tables } from '../../../services/directory/store/tables.ts'
import {
  file,
  importing,
  openRegister,
  unit,
} from '../../../services/directory/test/import-harness.ts'
import { openReceiver, type Receiver } from '../../../services/directory/test/webhook/receiver.ts'
import { KEY, LOOPBACK, until } from '../../../services/directory/test/webhook/telling.ts'
import { parseCallers } from '../../../services/kit/callers.ts'
import { createLog } from '../../../services/kit/log.ts'
import { startTelemetry, type Telemetry } from '../../../services/kit/telemetry/telemetry.ts'
import type { TestDatabase } from '../../harness/database.ts'
import { type Answer, ask, type Stack, startStack } from '../gateway/fixture/harness.ts'

const [ALICE, BOB] = ['key-of-alice', 'key-of-bob']
const sha256 = (key: string) => createHash('sha256').update(key).digest('hex')
const callers = parseCallers(
  JSON.stringify([
    { name: 'Alice', keySha256: sha256(ALICE), grants: [] },
    { name: 'Bob', keySha256: sha256(BOB), grants: [] },
  ]),
)
assert.ok(typeof callers !== 'string')

const CREATE = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
  secret webhook { id url state organisations under messageTypes revision waiting }
} }`
const LIST =
  '{ webhooks { id url state waiting nextAttemptAt lastSuccessAt lastFailure revision } }'
const ONE = `query ($id: ID!) { webhook(id: $id) { id state deadLetters(first: 10) {
  totalCount pageInfo { hasNextPage } edges { cursor node { eventId attempts failure diedAt } }
} } }`

let register: TestDatabase<Tables>
let directory: DirectoryService
let telemetry: Telemetry
const parts = new AsyncDisposableStack()
let revision = 0

async function importName(name: string): Promise<void> {
  revision += 1
  const items = [unit(sampleSorId(1), '2020-01-01..', { name })]
  const { refusal } = await importing(register, [file({ on: `2026-10-${10 + revision}`, items })])
  assert.equal(refusal, null)
}

before(async () => {
  register = parts.use(await openRegister())
  await importName('first')
  telemetry = parts.use(
    await startTelemetry({ serviceName: 'test', traces: null, kept: 0 }, '0.0.0'),
  )
  directory = parts.use(
    await createDirectory({
      ...{ database: { url: register.url }, hubRules: [], freshForDays: 3 },
      webhooks: { key: KEY, allowed: LOOPBACK, mostPerCaller: 2 },
    }),
  )
  const log = createLog({ level: 'silent' })
  parts.use(directory.startWork({ log, telemetry, callers }))
})
after(() => parts.disposeAsync())

const codes = ({ errors }: Answer) => errors.map(({ extensions }) => extensions?.code)

/** Data of the shape of the test's own query, unchecked. */
const dataOf = ({ data, errors }: Answer): ReturnType<typeof JSON.parse> => {
  assert.deepEqual(errors, [])
  return data
}

for (const engine of ['rust', 'stitching'] as const) {
  for (const mode of ['here', 'apart'] as const) {
    describe(`webhooks through the gateway, ${engine}, subgraph ${mode}`, () => {
      let stack: Stack
      let receiver: Receiver
      before(async () => {
        stack = await startStack([directory.subgraph], { engine, mode, callers })
        receiver = await openReceiver()
      })
      after(async () => {
        await stack[Symbol.asyncDispose]()
        await receiver[Symbol.asyncDispose]()
      })
      const asking = (query: string, variables: object = {}, key: string | null = ALICE) =>
        ask(stack.url, query, {
          variables: { ...variables },
          headers: key === null ? {} : { authorization: `Bearer ${key}` },
        })

      it('are made, told, listed, paused, replayed and ended', async () => {
        const input = { url: receiver.url, under: [sampleSorId(1)] }
        const made = await asking(CREATE, { input })
        const { webhook, secret } = dataOf(made).createWebhook
        assert.match(secret, /^whsec_/)
        assert.deepEqual(
          { ...webhook, id: '' },
          {
            ...{ id: '', url: receiver.url, state: 'ACTIVE', under: [sampleSorId(1)] },
            ...{ organisations: [], messageTypes: [], revision, waiting: 0 },
          },
        )
        await importName(`${engine} ${mode}`)
        await until(() => receiver.taken.length === 1, 'a delivery')
        await until(async () => dataOf(await asking(LIST)).webhooks[0].lastSuccessAt !== null)
        const [listed] = dataOf(await asking(LIST)).webhooks
        assert.deepEqual(
          [listed.waiting, listed.nextAttemptAt, listed.lastFailure],
          [0, null, null],
        )
        assert.equal(listed.revision, revision)
        const act = async (action: string, more = '') =>
          dataOf(await asking(`mutation { it: ${action}(id: "${webhook.id}"${more}) { state } }`))
            .it
        assert.deepEqual(await act('pauseWebhook'), { state: 'PAUSED' })
        assert.deepEqual(await act('resumeWebhook'), { state: 'ACTIVE' })
        await act('replayWebhook', `, afterRevision: ${revision - 1}`)
        await until(() => receiver.taken.length === 2, 'the delivery again')
        assert.equal(receiver.taken[0], receiver.taken[1])
        await act('replayDeadLetters')
        const letters = dataOf(await asking(ONE, webhook)).webhook.deadLetters
        assert.deepEqual(letters, { totalCount: 0, pageInfo: { hasNextPage: false }, edges: [] })
        const rotate = `mutation { rotateWebhookSecret(id: "${webhook.id}") { secret webhook { formerSecretUntil } } }`
        const rotated = dataOf(await asking(rotate)).rotateWebhookSecret
        assert.notEqual(rotated.secret, secret)
        assert.ok(Date.parse(rotated.webhook.formerSecretUntil) > Date.now())
        const ended = await asking(`mutation { deleteWebhook(id: "${webhook.id}") }`)
        assert.equal(dataOf(ended).deleteWebhook, webhook.id)
        assert.deepEqual(dataOf(await asking(LIST)).webhooks, [])
      })

      it('are refused to an anonymous caller, and hidden from others', async () => {
        const input = { url: receiver.url }
        assert.deepEqual(codes(await asking(CREATE, { input }, null)), ['WEBHOOKS_DENIED'])
        assert.deepEqual(codes(await asking(LIST, {}, null)), ['WEBHOOKS_DENIED'])
        const { webhook } = dataOf(await asking(CREATE, { input })).createWebhook
        assert.deepEqual(dataOf(await asking(LIST, {}, BOB)).webhooks, [])
        assert.equal(dataOf(await asking(ONE, webhook, BOB)).webhook, null)
        const ending = `mutation { deleteWebhook(id: "${webhook.id}") }`
        assert.deepEqual(codes(await asking(ending, {}, BOB)), ['WEBHOOK_UNKNOWN'])
        dataOf(await asking(ending))
      })

      it('are refused at an address inside, and beyond as many as a caller may have', async () => {
        const inside = await asking(CREATE, { input: { url: 'https://10.0.0.1/x?token=1' } })
        assert.deepEqual(codes(inside), ['WEBHOOK_URL_REFUSED'])
        assert.doesNotMatch(inside.text, /token/)
        const input = { url: receiver.url }
        const made = [await asking(CREATE, { input }), await asking(CREATE, { input })].map(dataOf)
        assert.deepEqual(codes(await asking(CREATE, { input })), ['TOO_MANY_WEBHOOKS'])
        for (const { createWebhook } of made) {
          dataOf(await asking(`mutation { deleteWebhook(id: "${createWebhook.webhook.id}") }`))
        }
      })

      it('have no ETag, neither made nor asked for', async () => {
        const made = await asking(CREATE, { input: { url: receiver.url } })
        const { webhook } = dataOf(made).createWebhook
        const mixed = await asking('{ webhooks { id } register { revision } }')
        const ended = await asking(`mutation { deleteWebhook(id: "${webhook.id}") }`)
        for (const { headers, errors } of [made, mixed, ended]) {
          assert.deepEqual(errors, [])
          assert.equal(headers.get('etag'), null)
          assert.equal(headers.get('cache-control'), 'no-store')
        }
      })
    })
  }
}

describe('webhooks that are told', () => {
  it('are counted', async () => {
    const text = await telemetry.metrics.text()
    assert.match(text, /webhook_deliveries_total\{[^}]*outcome="received"[^}]*\} \d+/)
    assert.match(text, /webhook_waiting\{?[^\n]* \d/)
    assert.match(text, /webhook_oldest_waiting_age_seconds/)
    assert.match(text, /webhook_dead_letters/)
  })
})

describe('webhooks of a hub that tells nobody', () => {
  for (const [name, webhooks, said] of [
    ['is switched off', null, /WEBHOOKS is off/],
    ['has no key', { key: null, allowed: LOOPBACK, mostPerCaller: 2 }, /WEBHOOK_SECRET_KEY/],
  ] as const) {
    it(`are refused with the setting's name where it ${name}`, async () => {
      await using silent = await createDirectory({
        ...{ database: { url: register.url }, hubRules: [], freshForDays: 3, webhooks },
      })
      await using stack = await startStack([silent.subgraph], { callers })
      const headers = { authorization: `Bearer ${ALICE}` }
      const refused = await ask(stack.url, LIST, { headers })
      assert.deepEqual(codes(refused), ['WEBHOOKS_UNAVAILABLE'])
      assert.match(refused.errors[0]?.message ?? '', said)
      assert.deepEqual(codes(await ask(stack.url, LIST)), ['WEBHOOKS_DENIED'])
    })
  }
})
