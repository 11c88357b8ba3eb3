import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { Feed } from '../source/feed.ts'
import type { ImportProgress } from '../source/import/plan.ts'
import type { Tables } from '../store/tables.ts'
import {
  clear,
  file,
  importing,
  linesFeed,
  mailbox,
  mailboxRows,
  openRegister,
  rejection,
  unit,
  unitRows,
} from './import-harness.ts'

describe('importFiles() with others at work, or cut off', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  beforeEach(() => clear(register.db))
  after(() => register[Symbol.asyncDispose]())

  const first = file({ on: '2026-01-10', items: [unit('A'), mailbox('A', '1')] })
  const second = file({
    on: '2026-02-01',
    items: [
      unit('A', '2026-01-20..', { name: 'New' }),
      unit('B'),
      mailbox('A', '2'),
      rejection('organisation', 'X'),
    ],
  })

  /** Everything in the register, to the last row. */
  const everything = async (): Promise<unknown> => {
    const tables = [
      'organisation_version',
      'mailbox_version',
      'revision',
      'source',
      'snapshot',
      'rejected_row',
    ]
    const states = tables.map((table) =>
      sql`select to_jsonb(it) as row from ${sql.table(table)} as it order by 1`.execute(
        register.db,
      ),
    )
    return (await Promise.all(states)).map(({ rows }) => rows)
  }

  /** The import's backend, once it waits for a lock. */
  const blocked = async (): Promise<number> => {
    for (;;) {
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`.execute(
        register.db,
      )
      if (rows[0]) return rows[0].pid
      await sleep(10)
    }
  }

  for (const table of [
    'organisation_version',
    'mailbox_version',
    'rejected_row',
    'revision',
    'source',
    'snapshot',
  ]) {
    it(`leaves the last revision whole when it is cut off before it writes ${table}`, async () => {
      await importing(register, [first])
      const whole = await everything()
      await register.db.transaction().execute(async (holding) => {
        await sql`lock table ${sql.table(table)} in share mode`.execute(holding)
        const cut = assert.rejects(importing(register, [second]), /terminat/i)
        const pid = await blocked()
        await sql`select pg_terminate_backend(${pid})`.execute(holding)
        await cut
      })
      assert.deepEqual(await everything(), whole)
      const report = await importing(register, [second])
      assert.equal(report.revision, 2)
      assert.deepEqual(await unitRows(register.db, 2), [
        'A 2020-01-01..2026-01-19 Unit A',
        'A 2026-01-20.. New',
        'B 2020-01-01.. Unit B',
      ])
    })
  }

  /** A feed that stops after its first batch until it is let on. */
  const haltingFeed = (on: Promise<void>, reached: () => void): Feed => ({
    ...linesFeed('sor-xml'),
    async *read(input, context) {
      for await (const batch of linesFeed('sor-xml').read(input, context)) {
        yield batch
        reached()
        await on
      }
    },
  })

  it('leaves the last revision whole when it is cut off while it reads', async () => {
    await importing(register, [first])
    const whole = await everything()
    const reached = Promise.withResolvers<void>()
    const on = Promise.withResolvers<void>()
    const cut = assert.rejects(
      importing(
        register,
        [second],
        {},
        { feedFor: () => haltingFeed(on.promise, reached.resolve) },
      ),
    )
    await reached.promise
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`.execute(register.db)
    on.resolve()
    await cut
    assert.deepEqual(await everything(), whole)
  })

  it('leaves the last revision whole when the caller no longer wants it', async () => {
    await importing(register, [first])
    const whole = await everything()
    const stopping = new AbortController()
    await register.db.transaction().execute(async (holding) => {
      await sql`lock table mailbox_version in share mode`.execute(holding)
      const cut = assert.rejects(importing(register, [second], {}, { signal: stopping.signal }), {
        name: 'AbortError',
      })
      await blocked()
      stopping.abort()
      await cut
    })
    assert.deepEqual(await everything(), whole)
  })

  it('waits for an import that is under way, and says so', async () => {
    const reached = Promise.withResolvers<void>()
    const on = Promise.withResolvers<void>()
    const one = importing(
      register,
      [first],
      {},
      { feedFor: () => haltingFeed(on.promise, reached.resolve) },
    )
    await reached.promise
    const waiting = Promise.withResolvers<void>()
    const phases: ImportProgress['phase'][] = []
    const two = importing(
      register,
      [second],
      {},
      {
        onProgress({ phase }) {
          phases.push(phase)
          if (phase === 'waiting') waiting.resolve()
        },
      },
    )
    await waiting.promise
    on.resolve()
    assert.equal((await one).revision, 1)
    assert.equal((await two).revision, 2)
    assert.equal(phases.filter((phase) => phase === 'waiting').length, 1)
    assert.deepEqual(await mailboxRows(register.db, 2), ['A 2020-01-01.. A 2 ACTIVE'])
  })

  it('tells listeners of the new revision once it can be read', async () => {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: register.url.reveal() })
    await client.connect()
    const heard = Promise.withResolvers<string | undefined>()
    client.on('notification', ({ payload }) => heard.resolve(payload))
    await client.query('listen fundament_revision')
    await importing(register, [first])
    assert.equal(await heard.promise, '1')
    await client.end()
  })
})
