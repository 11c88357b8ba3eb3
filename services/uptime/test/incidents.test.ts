import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { targetsOf } from '../domain/targets-of.ts'
import { keepPartitions } from '../store/history/partitions.ts'
import { recordOutcomes } from '../store/history/record-outcomes.ts'
import { addOwnerUpdate } from '../store/incidents/updates.ts'
import { announceMaintenance, cancelMaintenance } from '../store/maintenance/maintenance.ts'
import { saveCatalogue } from '../store/targets/save-catalogue.ts'
import { watchIncidents } from '../watch/incidents/watch-incidents.ts'
import { catalogueOf, catalogueService, outcomeAt } from './fictional.ts'
import { openUptimeDatabase } from './uptime-database.ts'

const MINUTE = 60_000
// Monday, nine in the morning in Denmark.
const START = Date.parse('2026-11-23T08:00:00Z')

const database = await openUptimeDatabase()
const { db } = database
after(() => database[Symbol.asyncDispose]())

const catalogue = catalogueOf([
  catalogueService('database', { severity: 'P1' }),
  catalogueService('left', { dependsOn: ['database'] }),
  catalogueService('right', { dependsOn: ['database'] }),
  catalogueService('front', { dependsOn: ['left', 'right'], probes: [] }),
])
await saveCatalogue(db, catalogue, targetsOf(catalogue))
await keepPartitions(db, { nowMs: START, keptDays: 7 })

/** Measures everything once a minute; what is named is down. */
async function pass(
  minutes: readonly [from: number, to: number],
  ...down: string[]
): Promise<void> {
  for (let minute = minutes[0]; minute < minutes[1]; minute += 1) {
    const now = START + minute * MINUTE
    await recordOutcomes(
      db,
      ['database', 'left', 'right'].map((id) =>
        outcomeAt(`service:${id}#1`, now, down.includes(id) ? 'DOWN' : 'UP'),
      ),
    )
    await watchIncidents(db, { now, newId })
  }
}
let made = 0
const newId = (): string => {
  made += 1
  return `i${made}`
}
const incidents = () =>
  db
    .selectFrom('incident')
    .select(['id', 'root', 'severity', 'merged_into'])
    .select(sql<boolean>`closed_at is null`.as('is_open'))
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
const timeLine = async (incident: string) =>
  (
    await sql<{ line: string }>`
      select extract(epoch from at - ${new Date(START).toISOString()}::timestamptz)::int / 60 || ' ' || kind
        || coalesce(' ' || service, '') as line
      from incident_event where incident = ${incident} order by number`.execute(db)
  ).rows.map(({ line }) => line)

describe('watchIncidents()', () => {
  beforeEach(async () => {
    made = 0
    await sql`truncate result, standing, run, transition, incident_event, incident_service, incident, maintenance`.execute(
      db,
    )
  })

  it('makes one incident of a database that takes everything down with it, with its whole time line', async () => {
    await pass([0, 3])
    await pass([3, 10], 'database', 'left', 'right')
    await pass([10, 20])
    assert.deepEqual(await incidents(), [
      { id: 'i1', root: 'database', severity: 'P1', merged_into: null, is_open: false },
    ])
    assert.deepEqual(await timeLine('i1'), [
      ...['4 OPENED database', '4 JOINED front', '4 JOINED left', '4 JOINED right'],
      ...['15 RECOVERED database', '15 RECOVERED front', '15 RECOVERED left', '15 RECOVERED right'],
      '15 CLOSED',
    ])
  })

  it('does not close and open again for one that flaps', async () => {
    await pass([0, 3], 'left')
    for (let minute = 3; minute < 21; minute += 3) {
      await pass([minute, minute + 2])
      await pass([minute + 2, minute + 3], 'left')
    }
    const all = await incidents()
    assert.deepEqual(
      all.map(({ root, is_open }) => [root, is_open]),
      [['left', true]],
    )
  })

  it('writes down an update that did not come, and none that came', async () => {
    await pass([0, 30], 'database')
    const first = await timeLine('i1')
    assert.deepEqual(
      first.filter((line) => line.includes('UPDATE')),
      ['16 UPDATE_MISSED'],
    )
    const at = new Date(START + 29 * MINUTE).toISOString()
    const text = { da: 'Vi arbejder på det', en: 'We are at it' }
    assert.equal(await addOwnerUpdate(db, { incident: 'i1', author: 'Drift', text, at }), true)
    await pass([30, 62], 'database')
    const later = await timeLine('i1')
    assert.deepEqual(
      later.filter((line) => line.includes('UPDATE')),
      ['16 UPDATE_MISSED', '29 UPDATE', '59 UPDATE_MISSED'],
    )
    assert.equal(await addOwnerUpdate(db, { incident: 'none', author: 'x', text, at }), false)
  })

  it('opens nothing in maintenance that was announced, and something once it was cancelled', async () => {
    const minute = (number: number) => new Date(START + number * MINUTE).toISOString()
    await announceMaintenance(db, {
      ...{ id: 'm', services: ['left'], startsAt: minute(0), endsAt: minute(60) },
      ...{ title: { da: 'Opgradering', en: 'Upgrade' }, announcedAt: minute(-60) },
    })
    await pass([0, 10], 'left')
    assert.deepEqual(await incidents(), [])
    assert.equal(await cancelMaintenance(db, 'm', minute(10)), true)
    await pass([10, 14], 'left')
    assert.equal((await incidents()).length, 1)
  })

  it('does nothing when it is done again', async () => {
    await pass([0, 5], 'database', 'left')
    const before = await timeLine('i1')
    const now = START + 4 * MINUTE
    assert.equal(await watchIncidents(db, { now, newId }), false)
    assert.deepEqual(await timeLine('i1'), before)
  })
})
