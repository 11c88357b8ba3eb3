import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { createLog } from '../../kit/log.ts'
import { LastWell } from '../client/asking/last-well.ts'
import { lastWellOf, saveLastWell } from '../store/source-health.ts'
import { keepLastWell } from '../watch/keep-last-well.ts'
import { openRecordDatabase } from './record-database.ts'

const { db, ...database } = await openRecordDatabase()
after(() => database[Symbol.asyncDispose]())

const [EARLY, LATE] = ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.500Z']
const log = createLog({ level: 'silent' })

describe('saveLastWell()', () => {
  it('keeps the latest of what processes have seen', async () => {
    await saveLastWell(db, new Map([['dds', LATE]]))
    await saveLastWell(
      db,
      new Map([
        ['dds', EARLY],
        ['fmk', EARLY],
      ]),
    )
    await saveLastWell(db, new Map())
    assert.deepEqual([...(await lastWellOf(db))].sort(), [
      ['dds', LATE],
      ['fmk', EARLY],
    ])
  })
})

describe('keepLastWell()', () => {
  it('saves what was seen last when it is disposed, and nothing where nothing was', async () => {
    const lastWell = new LastWell()
    const saved: ReadonlyMap<string, string>[] = []
    const save = async (at: ReadonlyMap<string, string>) => void saved.push(at)
    lastWell.recall(new Map([['ddv', EARLY]]))
    {
      await using _keeping = keepLastWell({ lastWell, save, everyMs: 60_000, log })
    }
    assert.deepEqual(saved, [])
    {
      await using _keeping = keepLastWell({ lastWell, save, everyMs: 60_000, log })
      lastWell.seen('fut', LATE)
      lastWell.recall(new Map([['fut', EARLY]]))
    }
    assert.deepEqual(saved, [
      new Map([
        ['ddv', EARLY],
        ['fut', LATE],
      ]),
    ])
  })
})
