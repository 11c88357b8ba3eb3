import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { leaseTermsFor } from '../domain/lease-terms.ts'
import { targetsOf } from '../domain/targets-of.ts'
import { giveUpLeases, takeLeases } from '../store/leases/take-leases.ts'
import { saveCatalogue } from '../store/targets/save-catalogue.ts'
import { catalogueOf, catalogueService } from './fictional.ts'
import { openUptimeDatabase } from './uptime-database.ts'

const database = await openUptimeDatabase()
const { db } = database
after(() => database[Symbol.asyncDispose]())

const catalogue = catalogueOf(
  Array.from({ length: 10 }, (_, index) => catalogueService(`s${index}`)),
)
await saveCatalogue(db, catalogue, targetsOf(catalogue))

const take = async (prober: string): Promise<readonly string[]> =>
  (await takeLeases(db, { prober, heldForMs: 60_000 })).map(({ id }) => id)
/** As if that much time had passed for what a prober has said. */
const pass = async (prober: string, seconds: number): Promise<void> => {
  const ago = sql`make_interval(secs => ${seconds})`
  await sql`update lease set until = until - ${ago} where prober = ${prober}`.execute(db)
  await sql`update prober set seen_at = seen_at - ${ago} where name = ${prober}`.execute(db)
}

describe('takeLeases()', () => {
  beforeEach(() => sql`truncate lease, prober`.execute(db))

  it('gives all to the one who is there, and half to each of two within a renewal of both', async () => {
    assert.equal((await take('a')).length, 10)
    assert.deepEqual(await take('b'), [])
    const ofA = await take('a')
    const ofB = await take('b')
    assert.deepEqual([ofA.length, ofB.length], [5, 5])
    assert.equal(new Set([...ofA, ...ofB]).size, 10)
    assert.deepEqual(await take('a'), ofA)
  })

  it('gives the share of one that has died to the others, and not before its lease is over', async () => {
    for (const prober of ['a', 'b', 'a', 'b']) await take(prober)
    await pass('b', 59)
    assert.equal((await take('a')).length, 5)
    await pass('b', 2)
    assert.equal((await take('a')).length, 10)
  })

  it('never gives one target to two who ask at the same time', async () => {
    const names = ['a', 'b', 'c', 'd']
    for (const _ of [1, 2, 3]) {
      const shares = await Promise.all(names.map(take))
      const all = shares.flat()
      assert.equal(new Set(all).size, all.length)
    }
    const held = await sql<{ most: number }>`
      select max(n)::int as most from (select count(*) as n from lease group by prober) as each`.execute(
      db,
    )
    assert.ok((held.rows[0]?.most ?? 99) <= 3)
  })

  it('leaves nothing behind of one that goes in order', async () => {
    for (const prober of ['a', 'b', 'a', 'b']) await take(prober)
    await giveUpLeases(db, 'b')
    assert.equal((await take('a')).length, 10)
  })

  it('forgets targets that the catalogue has lost', async () => {
    await take('a')
    const smaller = catalogueOf(catalogue.services.slice(0, 3))
    await saveCatalogue(db, smaller, targetsOf(smaller))
    assert.deepEqual(
      await take('a'),
      targetsOf(smaller).map(({ id }) => id),
    )
    await saveCatalogue(db, catalogue, targetsOf(catalogue))
  })
})

describe('leaseTermsFor()', () => {
  it('ends a lease, and asks again, within two intervals of the shortest', () => {
    for (const everyMs of [1_000, 10_000, 60_000, 600_000]) {
      const { heldForMs, renewEveryMs } = leaseTermsFor([everyMs, 600_000])
      assert.ok(heldForMs + renewEveryMs <= 2 * everyMs, String(everyMs))
      assert.ok(renewEveryMs * 2 <= heldForMs)
    }
  })
})
