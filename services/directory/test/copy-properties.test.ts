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
import { clear, importing, openRegister } from './import-harness.ts'
import { type Delivered, deliveries, filesOf, ORIGIN, UNITS } from './random-deliveries.ts'

interface Choice {
  /** A unit to redact after the delivery, where it is held. */
  readonly redacted: string | null
  /** Whether the copy catches up after it. */
  readonly isTaken: boolean
}

const choices: fc.Arbitrary<readonly Choice[]> = fc.array(
  fc.record({
    redacted: fc.option(fc.constantFrom(...UNITS), { freq: 4 }),
    isTaken: fc.boolean(),
  }),
  { minLength: 4, maxLength: 4 },
)

const RUNS = { numRuns: 6, endOnFailure: true }

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

  async function carryOut(
    delivered: readonly Delivered[],
    chosen: readonly Choice[],
  ): Promise<void> {
    let day = ORIGIN
    for (const [index, delivery] of delivered.entries()) {
      day = addDays(day, delivery.after)
      await importing(register, filesOf(delivery, day), { force: true })
      const { redacted = null, isTaken = false } = chosen[index] ?? {}
      if (redacted !== null && (await isHeld(redacted))) await blank(redacted)
      if (isTaken && (await latest()) > 0) await catchUp()
    }
  }

  async function blank(sorId: string): Promise<void> {
    const fields = redactedFields(`Organisation:${sorId}`, 'name,contact')
    await register.db
      .transaction()
      .execute((trx) => redact(trx, { ...fields, reason: 'R', author: 'A' }))
  }

  // What is copied anew is right as well, and would hide that what came after was not.
  const catchUp = async (): Promise<void> => assert.deepEqual(await copy.catchUp(), [])

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

  it('is row for row the register, at every revision since the first that was copied', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, choices, async (delivered, chosen) => {
        await anew()
        await carryOut(delivered, chosen)
        if ((await latest()) === 0) return
        await catchUp()
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
})
