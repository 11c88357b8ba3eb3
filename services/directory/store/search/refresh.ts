import { sql, type Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { type Audience, audiencesOf, isStillRight } from './audiences.ts'
import { endEntries, exchangeEntries, fillEntries, stageEntries } from './entries.ts'
import { withoutIndexes } from './indexes.ts'
import { writeNames } from './names.ts'
import { writePeriods } from './periods.ts'
import { writePlaces } from './places.ts'
import { type Scope, touchesMost, writeScope, writeTouched } from './touched.ts'

/**
 * Brings the search to the latest revision, one revision after the other, from the one at which it stands. Everything is
 * written anew where other sources are restricted than before, for then others may see other units.
 *
 * To be called in the transaction that made the revision, after its sources and snapshots were recorded; it must hold the
 * lock of the imports.
 */
export async function refreshSearch(trx: Transaction<Tables>): Promise<void> {
  const audiences = await audiencesOf(trx)
  const restricted = audiences.at(-1)?.restricted ?? []
  const stood = await standing(trx)
  const isVoid = stood === null || !(await isStillRight(trx, stood, restricted))
  if (isVoid) await sql`delete from search_entry`.execute(trx)
  let since = isVoid ? null : stood.revision
  for (const revision of await revisionsAfter(trx, since ?? (await earliest(trx)) - 1)) {
    await takeStep(trx, { revision, since }, audiences)
    since = revision
  }
  if (since === null || (!isVoid && since === stood.revision)) return
  await sql`insert into search_state (revision, restricted) values (${since}::int, ${JSON.stringify(restricted)})
    on conflict (only_one) do update set revision = excluded.revision, restricted = excluded.restricted`.execute(
    trx,
  )
}

/** Makes the next {@link refreshSearch} write everything anew: what was written of the past no longer holds. */
export async function voidSearch(trx: Transaction<Tables>): Promise<void> {
  await sql`delete from search_state`.execute(trx)
  await sql`delete from search_word`.execute(trx)
}

async function standing(trx: Transaction<Tables>) {
  const row = await trx
    .selectFrom('search_state')
    .select(['revision', 'restricted'])
    .executeTakeFirst()
  return row ? { revision: row.revision, restricted: namesIn(row.restricted) } : null
}

// A copy of another hub knows nothing of the revisions before the first that was copied.
async function earliest(trx: Transaction<Tables>): Promise<number> {
  const row = await trx.selectFrom('following').select('earliest_revision').executeTakeFirst()
  return row?.earliest_revision ?? 1
}

const namesIn = (text: string): readonly string[] => JSON.parse(text)

async function revisionsAfter(
  trx: Transaction<Tables>,
  revision: number,
): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('revision')
    .select('number')
    .where('number', '>', revision)
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}

interface Task {
  readonly revision: number
  /** Null where nothing is written yet. */
  readonly since: number | null
}

async function takeStep(
  trx: Transaction<Tables>,
  { revision, since }: Task,
  audiences: readonly Audience[],
): Promise<void> {
  if (since !== null && !(await touchesMost(trx, { revision, since }))) {
    if ((await writeTouched(trx, { revision, since })) === 0) return
    for (const audience of audiences) {
      await writeAudience(trx, { audience, revision, isWhole: false })
    }
    return
  }
  await endEntries(trx, revision)
  await withoutIndexes(trx, async () => {
    for (const audience of audiences)
      await writeAudience(trx, { audience, revision, isWhole: true })
  })
}

async function writeAudience(trx: Transaction<Tables>, step: Scope): Promise<void> {
  const { audience, revision, isWhole } = step
  const scope = await writeScope(trx, step)
  if (scope === 0) return
  await writePeriods(trx, { ...audience, revision, isWhole: scope === 'all' })
  await writePlaces(trx)
  await writeNames(trx)
  if (isWhole) return fillEntries(trx, audience, { revision, isWhole: scope === 'all' })
  await stageEntries(trx, revision)
  await exchangeEntries(trx, audience, revision)
}
