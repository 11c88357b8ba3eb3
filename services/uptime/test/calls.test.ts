import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, it } from 'node:test'
import type { CallOutcome } from '../domain/outcome.ts'
import { sightOf } from '../domain/sight.ts'
import { targetsOf } from '../domain/targets-of.ts'
import { recordCalls } from '../store/calls/record-calls.ts'
import { keepPartitions } from '../store/history/partitions.ts'
import { recordOutcomes } from '../store/history/record-outcomes.ts'
import { uptime } from '../store/reading/uptime.ts'
import { readWorld } from '../store/reading/world.ts'
import { saveCatalogue } from '../store/targets/save-catalogue.ts'
import { CallRecorder } from '../watch/calls/call-recorder.ts'
import { watchIncidents } from '../watch/incidents/watch-incidents.ts'
import { catalogueOf, catalogueService, outcomeAt } from './fictional.ts'
import { openUptimeDatabase } from './uptime-database.ts'

const MINUTE = 60_000
const START = Date.parse('2026-11-23T08:00:00Z')
const database = await openUptimeDatabase()
const { db } = database
after(() => database[Symbol.asyncDispose]())
const catalogue = catalogueOf([catalogueService('graph')])
await saveCatalogue(db, catalogue, targetsOf(catalogue))
await keepPartitions(db, { nowMs: START, keptDays: 7 })

const calls = (consumer: string, at: number, [well, failed]: readonly [number, number]) =>
  Array.from(
    { length: well + failed },
    (_, index): CallOutcome => ({
      ...{ subjectKey: 'service:graph', consumer, at: new Date(at).toISOString() },
      ...{ isFailure: index < failed, latencyMs: 10 },
    }),
  )
const seenBy = async (now: number, consumer: string, grants: readonly string[] = []) => {
  const seen = uptime(db, {
    ...{ sight: sightOf(new Set(grants)), consumer, world: () => readWorld(db, now) },
  })
  const { state, reason } = await seen.healthOfService('graph')
  const service = await seen.service('graph')
  assert.ok(service)
  return { state, reason, callers: await seen.callersOf(service) }
}

describe('recordCalls()', () => {
  it('shows what is up for us and down for one of them, to whom it concerns', async () => {
    await recordOutcomes(db, [outcomeAt('service:graph#1', START, 'UP')])
    await recordCalls(db, calls('vendor', START, [1, 4]))
    await recordCalls(db, calls('vendor', START, [0, 1]))
    await recordCalls(db, calls('other', START, [90, 0]))
    const now = START + MINUTE
    const vendor = {
      consumer: 'vendor',
      calls: 6,
      failures: 5,
      lastFailure: new Date(START).toISOString(),
    }
    const other = { consumer: 'other', calls: 90, failures: 0, lastFailure: null }
    assert.deepEqual(await seenBy(now, 'vendor'), {
      ...{ state: 'DEGRADED', reason: 'CALLS_FAIL', callers: [vendor] },
    })
    const { callers } = await seenBy(now, 'x', ['operator'])
    assert.deepEqual(callers, [vendor, other])
    assert.deepEqual((await seenBy(now, 'anonymous')).callers, [])
  })

  it('is over five minutes after the last failure, and an hour later forgotten', async () => {
    await recordOutcomes(db, [outcomeAt('service:graph#1', START + 7 * MINUTE, 'UP')])
    const later = await seenBy(START + 7 * MINUTE, 'vendor')
    assert.deepEqual([later.state, later.reason, later.callers.length], ['UP', null, 1])
    assert.deepEqual((await seenBy(START + 61 * MINUTE, 'vendor')).callers, [])
  })

  it('makes an incident of calls that go on failing', async () => {
    const begin = START + 120 * MINUTE
    for (let minute = 0; minute < 20; minute += 1) {
      const now = begin + minute * MINUTE
      await recordOutcomes(db, [outcomeAt('service:graph#1', now, 'UP')])
      await recordCalls(db, calls('vendor', now, [1, 4]))
      await watchIncidents(db, { now: now + 1_000, newId: randomUUID })
    }
    const rows = await db.selectFrom('incident').select(['root', 'closed_at']).execute()
    assert.deepEqual(rows, [{ root: 'graph', closed_at: null }])
  })
})

describe('CallRecorder', () => {
  it('counts many at a time, and what is held when it ends', async () => {
    const at = START + 300 * MINUTE
    const batches: number[] = []
    await using recorder = new CallRecorder({
      record: async (outcomes) => void batches.push(outcomes.length),
      ...{ everyMs: 60_000, mostHeld: 3 },
    })
    for (const call of calls('vendor', at, [5, 0])) recorder.add(call)
    await recorder[Symbol.asyncDispose]()
    assert.deepEqual(batches.slice(0, 1), [3], 'no more than it may hold')
  })
})
