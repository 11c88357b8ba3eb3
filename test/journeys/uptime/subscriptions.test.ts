import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { networkList } from '../../../services/kit/http/inside-address.ts'
import { Secret } from '../../../services/kit/secret.ts'
import type { Answer } from '../gateway/fixture/harness.ts'
import { SET_UPS } from '../look-up/fixture/sample-graph.ts'
import { openWatchedGraph, type Question, type WatchedGraph } from './fixture/watched-graph.ts'

const SUBSCRIBE = `mutation ($input: SubscribeToIncidentsInput!) {
  subscribeToIncidents(input: $input) { state id secret token }
}`
const OWN = '{ incidentSubscriptions { id kind address services language state token } }'
const END = 'mutation ($token: String!) { unsubscribe(token: $token) }'
const CONFIRM = 'mutation ($token: String!) { confirmSubscription(token: $token) }'
const ADDRESS = 'anna@fjordland.example'

let graph: WatchedGraph
before(async () => {
  graph = await openWatchedGraph({
    key: new Secret(Buffer.alloc(32, 7).toString('base64')),
    allowed: { hosts: new Set(['127.0.0.1:9']), networks: networkList([]) },
    mostPerCaller: 2,
    mail: {
      url: new Secret('smtp://127.0.0.1:9'),
      from: 'drift@fundament.example',
      status: new URL('https://status.example/status'),
    },
  })
})
after(() => graph[Symbol.asyncDispose]())

const codes = ({ errors }: Answer) => errors.map(({ extensions }) => extensions?.code)
/** Data of the shape of the test's own query, unchecked. */
const dataOf = ({ data, errors }: Answer): ReturnType<typeof JSON.parse> => {
  assert.deepEqual(errors, [])
  return data
}

for (const setUp of SET_UPS) {
  describe(`subscriptions to incidents, ${setUp.name}`, () => {
    const ask = (query: string, variables: object, as?: Question['as']) =>
      graph.ask({ setUp, query, variables: { ...variables }, ...(as && { as }) })
    const webhook = (address: string, services?: readonly string[]) => ({
      input: { kind: 'WEBHOOK', address, ...(services && { services }) },
    })

    it('gives a named caller a webhook, shows it to nobody else, and ends it', async () => {
      const place = webhook('http://127.0.0.1:9/in', ['inner'])
      assert.deepEqual(codes(await ask(SUBSCRIBE, place)), ['SUBSCRIPTION_DENIED'])
      assert.deepEqual(codes(await ask(SUBSCRIBE, place, 'other')), ['SERVICE_UNKNOWN'])
      for (const address of ['https://10.0.0.1/x', 'http://93.184.216.34/x', 'nowhere']) {
        assert.deepEqual(codes(await ask(SUBSCRIBE, webhook(address), 'owner')), [
          'WEBHOOK_URL_REFUSED',
        ])
      }
      const made = dataOf(await ask(SUBSCRIBE, place, 'owner')).subscribeToIncidents
      assert.match(made.secret, /^whsec_/)
      const again = dataOf(await ask(SUBSCRIBE, place, 'owner')).subscribeToIncidents
      assert.notEqual(again.id, made.id, 'the same place is replaced')
      const { id, token } = again
      assert.deepEqual(dataOf(await ask(OWN, {}, 'owner')).incidentSubscriptions, [
        {
          ...{ id, token, kind: 'WEBHOOK', address: 'http://127.0.0.1:9/in' },
          ...{ services: ['inner'], language: 'da', state: 'ACTIVE' },
        },
      ])
      assert.deepEqual(dataOf(await ask(OWN, {}, 'other')).incidentSubscriptions, [])
      assert.deepEqual(codes(await ask(OWN, {})), ['SUBSCRIPTION_DENIED'])
      dataOf(await ask(SUBSCRIBE, webhook('http://127.0.0.1:9/b'), 'owner'))
      assert.deepEqual(codes(await ask(SUBSCRIBE, webhook('http://127.0.0.1:9/c'), 'owner')), [
        'SUBSCRIPTIONS_BUSY',
      ])
      for (const each of dataOf(await ask(OWN, {}, 'owner')).incidentSubscriptions) {
        assert.equal(dataOf(await ask(END, { token: each.token })).unsubscribe, true)
      }
      assert.deepEqual(dataOf(await ask(OWN, {}, 'owner')).incidentSubscriptions, [])
      assert.deepEqual(codes(await ask(END, { token })), ['TOKEN_UNKNOWN'])
    })

    it('takes an address of anybody, and tells nobody whether it was there', async () => {
      const input = { kind: 'EMAIL', address: ADDRESS, services: ['mail'], language: 'en' }
      const answer = { state: 'UNCONFIRMED', id: null, secret: null, token: null }
      for (const _again of [1, 2]) {
        const { subscribeToIncidents } = dataOf(await ask(SUBSCRIBE, { input }))
        assert.deepEqual(subscribeToIncidents, answer)
      }
      const rows = await graph.db.selectFrom('subscriber').selectAll().execute()
      assert.equal(rows.length, 1)
      assert.doesNotMatch(JSON.stringify(rows), /fjordland/i, 'kept so that nobody reads it')
      const bad = { ...input, address: `${ADDRESS}\r\nBcc: b@fjordland.example` }
      const refused = await ask(SUBSCRIBE, { input: bad })
      assert.deepEqual(codes(refused), ['SUBSCRIPTION_INVALID'])
      assert.doesNotMatch(refused.text, /anna/)
    })

    it('knows no token that it did not give', async () => {
      for (const token of ['', 'a.b', `${'0'.repeat(24)}.${'A'.repeat(43)}`]) {
        assert.deepEqual(codes(await ask(CONFIRM, { token })), ['TOKEN_UNKNOWN'])
        assert.deepEqual(codes(await ask(END, { token })), ['TOKEN_UNKNOWN'])
      }
    })
  })
}
