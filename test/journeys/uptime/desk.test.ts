import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { recordOutcomes } from '../../../services/uptime/store/history/record-outcomes.ts'
import { outcomeAt } from '../../../services/uptime/test/fictional.ts'
import { watchIncidents } from '../../../services/uptime/watch/incidents/watch-incidents.ts'
import type { Answer } from '../gateway/fixture/harness.ts'
import { SET_UPS } from '../look-up/fixture/sample-graph.ts'
import { openWatchedGraph, type Question, type WatchedGraph } from './fixture/watched-graph.ts'

const HOUR = 3_600_000
const UPDATE = `mutation ($incident: ID!, $text: BothLanguagesInput!) {
  addIncidentUpdate(incident: $incident, text: $text) { updates { kind author text english: text(language: en) } }
}`
const ANNOUNCE = `mutation ($input: MaintenanceInput!) {
  announceMaintenance(input: $input) { id startsAt endsAt announcedAt title english: title(language: en) services { id } }
}`
const CANCEL = 'mutation ($id: ID!) { cancelMaintenance(id: $id) }'
const LIST = '{ maintenance { id services { id } } service(id: "mail") { maintenance { id } } }'
const TEXT = { da: 'Vi arbejder på det', en: 'We are at it' }

let graph: WatchedGraph
before(async () => {
  graph = await openWatchedGraph()
})
after(() => graph[Symbol.asyncDispose]())

const codes = ({ errors }: Answer) => errors.map(({ extensions }) => extensions?.code)
/** Data of the shape of the test's own query, unchecked. */
const dataOf = ({ data, errors }: Answer): ReturnType<typeof JSON.parse> => {
  assert.deepEqual(errors, [])
  return data
}
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()

for (const setUp of SET_UPS) {
  describe(`the desk, ${setUp.name}`, () => {
    const ask = (query: string, variables: object, as?: Question['as']) =>
      graph.ask({ setUp, query, variables: { ...variables }, ...(as && { as }) })

    it('takes updates of the owner of the cause and of operators, under their names', async () => {
      const incident = `${setUp.engine}-${setUp.isApart}`
      const now = Date.now()
      await recordOutcomes(graph.db, [
        ...[outcomeAt('service:mail#1', now - 90_000, 'DOWN')],
        ...[outcomeAt('service:mail#1', now, 'DOWN'), outcomeAt('service:database#1', now, 'UP')],
      ])
      await watchIncidents(graph.db, { now, newId: () => incident })
      const open = dataOf(
        await ask('{ incidents(open: true) { edges { node { id } } } }', {}),
      ).incidents
      const [{ node }] = open.edges
      const asked = { incident: node.id, text: TEXT }
      assert.deepEqual(codes(await ask(UPDATE, asked)), ['ANNOUNCEMENT_DENIED'])
      assert.deepEqual(codes(await ask(UPDATE, asked, 'other')), ['ANNOUNCEMENT_DENIED'])
      assert.deepEqual(codes(await ask(UPDATE, { ...asked, incident: 'none' }, 'owner')), [
        'INCIDENT_UNKNOWN',
      ])
      const person = { ...asked, text: { ...TEXT, da: 'Ring til 010170-1234' } }
      const refused = await ask(UPDATE, person, 'owner')
      assert.deepEqual(codes(refused), ['TEXT_REFUSED'])
      assert.doesNotMatch(refused.text, /010170/)
      for (const as of ['owner', 'operator'] as const) {
        const { updates } = dataOf(await ask(UPDATE, asked, as)).addIncidentUpdate
        const author = as === 'owner' ? 'Fjordland Mail' : 'Operations'
        assert.deepEqual(updates.at(-1), {
          ...{ kind: 'UPDATE', author, text: TEXT.da, english: TEXT.en },
        })
      }
    })

    it('announces, changes and cancels maintenance of services of the caller', async () => {
      const times = { startsAt: inHours(2), endsAt: inHours(3) }
      const input = { services: ['mail'], ...times, title: { da: 'Opgradering', en: 'Upgrade' } }
      assert.deepEqual(codes(await ask(ANNOUNCE, { input })), ['ANNOUNCEMENT_DENIED'])
      assert.deepEqual(codes(await ask(ANNOUNCE, { input }, 'other')), ['ANNOUNCEMENT_DENIED'])
      const both = { ...input, services: ['mail', 'database'] }
      assert.deepEqual(codes(await ask(ANNOUNCE, { input: both }, 'owner')), [
        'ANNOUNCEMENT_DENIED',
      ])
      const hidden = { ...input, services: ['inner'] }
      assert.deepEqual(codes(await ask(ANNOUNCE, { input: hidden }, 'other')), ['SERVICE_UNKNOWN'])
      const backwards = { ...input, endsAt: inHours(1) }
      assert.deepEqual(codes(await ask(ANNOUNCE, { input: backwards }, 'owner')), [
        'MAINTENANCE_INVALID',
      ])
      const made = dataOf(await ask(ANNOUNCE, { input }, 'owner')).announceMaintenance
      assert.deepEqual(
        [made.title, made.english, made.services, made.startsAt],
        ['Opgradering', 'Upgrade', [{ id: 'mail' }], times.startsAt],
      )
      const later = { ...input, id: made.id, endsAt: inHours(5) }
      const again = dataOf(await ask(ANNOUNCE, { input: later }, 'owner')).announceMaintenance
      assert.equal(Date.parse(again.announcedAt), Date.parse(made.announcedAt))
      const shown = dataOf(await ask(LIST, {}))
      assert.deepEqual(shown.maintenance, [{ id: made.id, services: [{ id: 'mail' }] }])
      assert.deepEqual(shown.service.maintenance, [{ id: made.id }])
      assert.deepEqual(codes(await ask(CANCEL, { id: made.id }, 'other')), ['ANNOUNCEMENT_DENIED'])
      assert.deepEqual(codes(await ask(CANCEL, { id: 'none' }, 'owner')), ['MAINTENANCE_UNKNOWN'])
      const ended = dataOf(await ask(CANCEL, { id: made.id }, 'owner'))
      assert.equal(ended.cancelMaintenance, made.id)
      assert.deepEqual(codes(await ask(CANCEL, { id: made.id }, 'owner')), ['MAINTENANCE_UNKNOWN'])
      assert.deepEqual(dataOf(await ask(LIST, {})).maintenance, [])
    })

    it('ends what is going on, and keeps what has passed of it', async () => {
      const times = { startsAt: inHours(-1), endsAt: inHours(1) }
      const input = { services: ['inner'], ...times, title: { da: 'Nu', en: 'Now' } }
      const { id } = dataOf(await ask(ANNOUNCE, { input }, 'owner')).announceMaintenance
      const window = `{ maintenance(from: "${inHours(-2)}", to: "${inHours(2)}") { id endsAt } }`
      assert.deepEqual(dataOf(await ask(window, {})).maintenance, [], 'hidden from others')
      dataOf(await ask(CANCEL, { id }, 'owner'))
      const found = dataOf(await ask(window, {}, 'owner')).maintenance
      const [ended] = found.filter((one: { id: string }) => one.id === id)
      assert.ok(Date.parse(ended.endsAt) <= Date.now())
    })

    it('tells of a stretch of time that is one', async () => {
      for (const wrong of [
        'from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z"',
        'from: "yesterday"',
        'from: "2020-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z"',
      ]) {
        assert.deepEqual(codes(await ask(`{ maintenance(${wrong}) { id } }`, {})), [
          'WINDOW_INVALID',
        ])
      }
    })
  })
}
