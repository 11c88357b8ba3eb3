import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { Fact } from '../domain/statement/facts.ts'
import { addDays, type LocalDate } from '../domain/time/local-date.ts'
import type { Tables } from '../store/tables.ts'
import {
  clear,
  endpoint,
  file,
  importing,
  mailboxRows,
  openRegister,
  unitRows,
} from './import-harness.ts'
import { dated, ORIGIN, type RandomSnapshot, randomSnapshot } from './random-histories.ts'

const RUNS = { numRuns: 15, endOnFailure: true }

interface Imported {
  readonly day: LocalDate
  readonly revision: number
  readonly facts: readonly Fact[]
}

describe('importFiles() over any sequence of snapshots', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  after(() => register[Symbol.asyncDispose]())

  /** Imports each snapshot as two sources, and looks after each one. */
  async function replay(
    snapshots: readonly RandomSnapshot[],
    look: (imported: Imported) => Promise<void>,
  ): Promise<void> {
    await clear(register.db)
    let day = ORIGIN
    for (const { after: days, units, undated } of snapshots) {
      day = addDays(day, days)
      const seen = units.flatMap(dated)
      const boxes = undated.map(({ gln, off }) =>
        endpoint(`${gln}`, { status: off ? 'OFF' : 'ACTIVE' }),
      )
      await importing(register, [
        file({ on: day, items: seen, speaksFor: ['organisation'] }),
        file({ format: 'eer', on: day, items: boxes, speaksFor: ['mailbox'] }),
      ])
      await look({ day, revision: await latest(), facts: [...seen, ...boxes] })
    }
  }

  const latest = async (): Promise<number> => {
    const row = await register.db
      .selectFrom('revision')
      .select((eb) => eb.fn.max('number').as('number'))
      .executeTakeFirst()
    return row?.number ?? 0
  }

  const inForceNow = async (day: string): Promise<readonly string[]> => {
    const { rows } = await sql<{ said: string }>`
      select said from (
        select sor_id || ' ' || name as said, valid_from, valid_to, last_revision from organisation_version
        union all
        select gln || ' ' || status, valid_from, valid_to, last_revision from mailbox_version
      ) as it
      where last_revision is null and valid_from <= ${day} and (valid_to is null or valid_to >= ${day})
      order by said collate "C"`.execute(register.db)
    return rows.map(({ said }) => said)
  }

  it('what is in force on the day of a snapshot is what it says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomSnapshot, { minLength: 1, maxLength: 5 }), (snapshots) =>
        replay(snapshots, async ({ day, facts }) => {
          const said = facts.flatMap((fact) => {
            if (fact.kind === 'mailbox') return [`${fact.gln} ${fact.status}`]
            if (fact.kind !== 'organisation') return []
            const isInForce =
              (fact.validFrom ?? '') <= day && (fact.validTo === null || fact.validTo >= day)
            return isInForce ? [`${fact.sorId} ${fact.name}`] : []
          })
          assert.deepEqual(await inForceNow(day), said.sort())
        }),
      ),
      RUNS,
    )
  })

  it('what a revision said stays the same for ever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomSnapshot, { minLength: 2, maxLength: 5 }),
        async (snapshots) => {
          const said = new Map<number, readonly string[]>()
          const state = async (revision: number) => [
            ...(await unitRows(register.db, revision)),
            ...(await mailboxRows(register.db, revision)),
          ]
          await replay(snapshots, async ({ revision }) => {
            if (!said.has(revision)) said.set(revision, await state(revision))
            for (const [earlier, rows] of said) assert.deepEqual(await state(earlier), rows)
          })
        },
      ),
      RUNS,
    )
  })

  it('the same snapshot again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomSnapshot, { minLength: 1, maxLength: 4 }), (snapshots) =>
        replay(snapshots, async ({ day, facts, revision }) => {
          const mark = () =>
            sql`
            select id, xmin::text, last_revision from organisation_version
            union all select id, xmin::text, last_revision from mailbox_version order by 1, 2`.execute(
              register.db,
            )
          const { rows } = await mark()
          const isUnit = ({ kind }: Fact) => kind === 'organisation'
          const reversed = [...facts].reverse()
          const again = await importing(register, [
            file({ on: day, items: reversed.filter(isUnit), speaksFor: ['organisation'] }),
            file({
              format: 'eer',
              on: day,
              items: reversed.filter((it) => !isUnit(it)),
              speaksFor: ['mailbox'],
            }),
          ])
          assert.equal(again.outcome, 'unchanged')
          assert.equal(await latest(), revision)
          assert.deepEqual((await mark()).rows, rows)
        }),
      ),
      RUNS,
    )
  })

  it('the periods of one thing never overlap within a revision, and none ends before it begins', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomSnapshot, { minLength: 1, maxLength: 5 }), (snapshots) =>
        replay(snapshots, async () => {
          for (const table of ['organisation_version', 'mailbox_version'] as const) {
            const { rows } = await sql`
              select a.track, a.valid_from, b.valid_from
              from ${sql.table(table)} as a
              join ${sql.table(table)} as b on a.source = b.source and a.track = b.track and a.id < b.id
                and int4range(a.first_revision, a.last_revision, '[]') && int4range(b.first_revision, b.last_revision, '[]')
                and daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
              union all
              select track, valid_from, valid_to from ${sql.table(table)}
              where valid_to < valid_from or last_revision < first_revision`.execute(register.db)
            assert.deepEqual(rows, [])
          }
        }),
      ),
      RUNS,
    )
  })
})
