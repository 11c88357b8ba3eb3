import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { createLog } from '../../kit/log.ts'
import type { ChangeSource, Notification, RecordChange } from '../domain/change.ts'
import { keepFollowed } from '../store/changes/followed.ts'
import { changePlace } from '../store/changes/place.ts'
import { changesAfter, forgetChanges, lastChange } from '../store/changes/read-changes.ts'
import { recordChanges } from '../store/changes/record-changes.ts'
import { type PullOptions, pullOnce, startPulling } from '../watch/pull-changes.ts'
import { openRecordDatabase } from './record-database.ts'

const ASTRID = '6103480014'
const BENT = '6210520023'

const database = await openRecordDatabase()
after(() => database[Symbol.asyncDispose]())
const { db, url } = database

const never = new AbortController().signal
const told = (cpr: string, source = 'topic', changedOn: string | null = null): Notification => ({
  ...{ cpr, source, changedOn },
})

/** Gives each list of notifications once, or fails where an error stands. */
function gathering(...lists: (readonly Notification[] | Error)[]) {
  const watched: (readonly string[])[] = []
  const source: ChangeSource = {
    watch: async (citizens) => {
      watched.push(citizens)
    },
    pull: async () => {
      const next = lists.shift() ?? []
      if (next instanceof Error) throw next
      return next
    },
  }
  return { source, watched }
}

const options = (source: ChangeSource): PullOptions => ({
  ...{ db, url, name: 'nas2', source, everyMs: 20, deadlineMs: 5_000, keptDays: 7 },
  log: createLog({ level: 'silent' }),
  now: () => new Date('2026-11-22T23:30:00Z'),
})

const stored = (citizens: readonly string[] = [ASTRID, BENT]) =>
  changesAfter(db, '0', { citizens, first: 100 })

beforeEach(async () => {
  await sql`truncate change, followed, pull restart identity`.execute(db)
})

describe('pullOnce()', () => {
  it('asks nobody while nobody is followed', async () => {
    const { source, watched } = gathering([told(ASTRID)])
    await pullOnce(options(source), never)
    assert.deepEqual([watched, await stored()], [[], []])
  })

  it('stores what it pulls, with the day in Denmark where there is no other', async () => {
    await keepFollowed(db, [BENT, ASTRID, BENT])
    const { source, watched } = gathering([told(ASTRID), told(BENT, 'other', '2026-11-01')])
    await pullOnce(options(source), never)
    assert.deepEqual(watched, [[ASTRID, BENT]])
    assert.deepEqual(
      (await stored()).map(({ receivedAt: _, ...change }) => change),
      [
        { id: '1', cpr: ASTRID, source: 'topic', changedOn: '2026-11-23' },
        { id: '2', cpr: BENT, source: 'other', changedOn: '2026-11-01' },
      ],
    )
  })

  it('says after a pull that broke off that anything may have changed, once', async () => {
    await keepFollowed(db, [ASTRID, BENT])
    const { source } = gathering(new Error('cut off'), [told(BENT)], [])
    await assert.rejects(pullOnce(options(source), never), /cut off/)
    assert.deepEqual(await stored(), [])
    await pullOnce(options(source), never)
    await pullOnce(options(source), never)
    assert.deepEqual(
      (await stored()).map((change) => [change.cpr, change.source]),
      [
        [ASTRID, 'unknown'],
        [BENT, 'unknown'],
        [BENT, 'topic'],
      ],
    )
  })
})

describe('changePlace()', () => {
  it('is found again, and untouched by pulls', async () => {
    const place = changePlace(db, 'nas2')
    assert.equal(await place.read(), null)
    await place.write('pull point 7')
    await keepFollowed(db, [ASTRID])
    await pullOnce(options(gathering([told(ASTRID)]).source), never)
    assert.equal(await place.read(), 'pull point 7')
  })
})

describe('recordChanges()', () => {
  const take = async (changes: AsyncGenerator<RecordChange, void>, count: number) => {
    const taken: string[] = []
    while (taken.length < count) {
      const { value } = await changes.next()
      assert.ok(value)
      taken.push(`${value.id} ${value.cpr}`)
    }
    return taken
  }

  it('tells what comes in behind a place, of those followed only, to its end', async () => {
    const feed = recordChanges(db, { everyMs: 10 })
    await keepFollowed(db, [ASTRID, BENT])
    await pullOnce(options(gathering([told(ASTRID)]).source), never)
    const over = new AbortController()
    const begun = await feed.begin([ASTRID])
    const changes = feed.follow({ citizens: [ASTRID], after: begun, signal: over.signal })
    const taken = take(changes, 2)
    await pullOnce(options(gathering([told(BENT), told(ASTRID)]).source), never)
    await pullOnce(options(gathering([told(ASTRID)]).source), never)
    assert.deepEqual(await taken, [`3 ${ASTRID}`, `4 ${ASTRID}`])
    const last = changes.next()
    over.abort()
    assert.deepEqual(await last, { done: true, value: undefined })
  })

  it('reads more than a page', async () => {
    await keepFollowed(db, [ASTRID])
    const many = Array.from({ length: 450 }, () => told(ASTRID))
    await pullOnce(options(gathering(many).source), never)
    const over = new AbortController()
    const feed = recordChanges(db, { everyMs: 1 })
    const changes = feed.follow({ citizens: [ASTRID], after: '0', signal: over.signal })
    const ids = (await take(changes, 450)).map((text) => Number(text.split(' ')[0]))
    assert.deepEqual(
      ids,
      Array.from({ length: 450 }, (_, index) => index + 1),
    )
    over.abort()
  })
})

describe('forgetChanges()', () => {
  it('forgets what is older than it is kept, and who is followed no more', async () => {
    await keepFollowed(db, [ASTRID, BENT])
    await pullOnce(options(gathering([told(ASTRID), told(BENT)]).source), never)
    await sql`update change set received_at = now() - interval '8 days' where cpr = ${ASTRID}`.execute(
      db,
    )
    await sql`update followed set until = now() - interval '1 second' where cpr = ${BENT}`.execute(
      db,
    )
    await forgetChanges(db, 7)
    assert.deepEqual(
      (await stored()).map(({ cpr }) => cpr),
      [BENT],
    )
    const { rows } = await sql<{ cpr: string }>`select cpr from followed`.execute(db)
    assert.deepEqual(rows, [{ cpr: ASTRID }])
    assert.equal(await lastChange(db), '2')
  })
})

describe('startPulling()', () => {
  it('pulls again and again in one process, goes on after a failure, and stops in order', async () => {
    await keepFollowed(db, [ASTRID])
    const first = gathering(new Error('down'), [told(ASTRID, 'one')], [], [told(ASTRID, 'two')])
    const second = gathering([told(ASTRID, 'by another')])
    const feed = recordChanges(db, { everyMs: 10 })
    const over = new AbortController()
    const changes = feed.follow({ citizens: [ASTRID], after: '0', signal: over.signal })
    const sources: (string | undefined)[] = []
    {
      await using _leading = startPulling(options(first.source))
      sources.push((await changes.next()).value?.source)
      await using _waiting = startPulling(options(second.source))
      sources.push((await changes.next()).value?.source, (await changes.next()).value?.source)
      assert.deepEqual(second.watched, [])
    }
    assert.deepEqual(sources, ['unknown', 'one', 'two'])
    over.abort()
  })
})
