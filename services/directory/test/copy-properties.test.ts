import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { redactedFields } from '../domain/redaction/redactable.ts'
import { addDays } from '../domain/time/local-date.ts'
import { checksums } from '../store/copy/checksums.ts'
import { beginFollowing } from '../store/copy/following.ts'
import { redact } from '../store/redaction/redact.ts'
import type { Tables } from '../store/tables.ts'
import { type Copying, openCopy, standingRows } from './copy-harness.ts'
import { type ServedExport, serveExport } from './export-harness.ts'
import { clear, endpoint, file, importing, openRegister } from './import-harness.ts'
import { dated, ORIGIN, type RandomSnapshot, randomSnapshot } from './random-histories.ts'

interface Step {
  readonly snapshot: RandomSnapshot
  readonly redacted: number | null
  readonly isTaken: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  snapshot: randomSnapshot,
  /** A unit to redact afterwards, where it is held. */
  redacted: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 4 }),
  /** Whether the copy catches up after it. */
  isTaken: fc.boolean(),
})

const RUNS = { numRuns: 8, endOnFailure: true }

describe('a copy of any register', () => {
  let register: TestDatabase<Tables>
  let served: ServedExport
  let copy: Copying
  before(async () => {
    register = await openRegister()
    served = await serveExport(register)
    copy = await openCopy(served)
  })
  after(async () => {
    await copy[Symbol.asyncDispose]()
    await served[Symbol.asyncDispose]()
    await register[Symbol.asyncDispose]()
  })

  const latest = async (): Promise<number> => {
    const { rows } = await sql<{ number: number }>`
      select coalesce(max(number), 0) as number from revision`.execute(register.db)
    return rows[0]?.number ?? 0
  }

  async function carryOut(steps: readonly Step[]): Promise<void> {
    let day = ORIGIN
    for (const { snapshot, redacted, isTaken } of steps) {
      day = addDays(day, snapshot.after)
      const boxes = snapshot.undated.map(({ gln, off }) =>
        endpoint(`${gln}`, { status: off ? 'OFF' : 'ACTIVE' }),
      )
      await importing(register, [
        file({ on: day, items: snapshot.units.flatMap(dated), speaksFor: ['organisation'] }),
        file({ format: 'eer', on: day, items: boxes, speaksFor: ['mailbox'] }),
      ])
      if (redacted !== null && (await isHeld(`U${redacted}`))) {
        const act = {
          ...redactedFields(`Organisation:U${redacted}`, 'name'),
          reason: 'R',
          author: 'A',
        }
        await register.db.transaction().execute((trx) => redact(trx, act))
      }
      if (isTaken) await copy.catchUp()
    }
  }

  const isHeld = async (sorId: string): Promise<boolean> =>
    (await register.db
      .selectFrom('organisation_version')
      .select('id')
      .where('sor_id', '=', sorId)
      .executeTakeFirst()) !== undefined

  const anew = async (): Promise<void> => {
    for (const { db } of [register, copy.register]) {
      await clear(db)
      await sql`truncate redaction, following`.execute(db)
    }
    await beginFollowing(copy.register.db, served.url.href)
  }

  it('is row for row the register at every revision copied, and differs only in what the feed tells of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        await anew()
        await carryOut(steps)
        await copy.catchUp()
        const { earliest, revision } = await positionOf(copy)
        assert.equal(revision, await latest())
        for (let known = earliest; known <= revision; known += 1) {
          assert.deepEqual(
            await standingRows(copy.register, known),
            await standingRows(register, known),
          )
        }
        assert.deepEqual(
          await checksums(copy.register.db, revision, null),
          await checksums(register.db, revision, null),
        )
        for (let from = 1; from < revision; from += 1) {
          const told = await subjectsTold(from, revision)
          for (const subject of await subjectsApart(from, revision)) {
            assert.ok(told.has(subject), subject)
          }
        }
      }),
      RUNS,
    )
  })

  async function positionOf({ register: { db } }: Copying) {
    const row = await db
      .selectFrom('following')
      .select(['earliest_revision as earliest', 'revision'])
      .executeTakeFirstOrThrow()
    return { earliest: row.earliest ?? 0, revision: row.revision ?? 0 }
  }

  async function subjectsTold(after: number, upTo: number): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ subject: string }>`
      select distinct concat_ws(' ', source, subject_type, subject_id) as subject from change
      where revision > ${after} and revision <= ${upTo}`.execute(register.db)
    return new Set(rows.map(({ subject }) => subject))
  }

  async function subjectsApart(one: number, other: number): Promise<ReadonlySet<string>> {
    const stands = (revision: number) => sql`first_revision <= ${revision}
      and (last_revision is null or last_revision >= ${revision})`
    const { rows } = await sql<{ subject: string }>`
      select distinct subject from (
        select concat_ws(' ', source, 'Organisation', sor_id) as subject, id, first_revision, last_revision
        from organisation_version
        union all
        select concat_ws(' ', source, 'Endpoint', gln || '.' || coalesce(network, '0')), id, first_revision, last_revision
        from mailbox_version
      ) as rows
      where (${stands(one)}) <> (${stands(other)})`.execute(register.db)
    return new Set(rows.map(({ subject }) => subject))
  }
})
