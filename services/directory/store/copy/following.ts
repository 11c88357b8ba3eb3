import { type Kysely, sql } from 'kysely'
import type { Following, FollowingState } from '../../domain/copy/following.ts'
import { NotACopy } from '../../errors/copying.ts'
import type { Tables } from '../tables.ts'

/** @returns the hub that this one follows; null where it imports by itself */
export async function followedUrl(db: Kysely<Tables>): Promise<string | null> {
  const row = await db.selectFrom('following').select('url').executeTakeFirst()
  return row?.url ?? null
}

/**
 * Makes the database a copy of a hub, once it is known to hold nothing else.
 *
 * @throws {NotACopy} where it holds what was not copied from there
 */
export async function beginFollowing(db: Kysely<Tables>, url: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`lock table following in share row exclusive mode`.execute(trx)
    const followed = await followedUrl(trx)
    if (followed === url) return
    if (followed !== null) throw new NotACopy(url, `it is a copy of "${followed}"`)
    const held = await trx.selectFrom('revision').select('number').limit(1).executeTakeFirst()
    if (held) throw new NotACopy(url, 'it holds a register of its own')
    await trx.insertInto('following').values({ url, sources: [] }).execute()
  })
}

/** How far a copy has come. */
export interface CopyPosition {
  /** Null before the first copy. */
  readonly revision: number | null
  /** RFC 3339: when that revision was recorded at its source. */
  readonly recordedAt: string | null
  readonly sources: readonly string[]
  readonly voidBefore: number
}

/** @throws {TypeError} where this hub follows none */
export async function copyPosition(db: Kysely<Tables>): Promise<CopyPosition> {
  const { rows } = await sql<CopyPosition>`
    select f.revision, to_json(r.recorded_at) #>> '{}' as "recordedAt", f.sources, f.void_before as "voidBefore"
    from following as f left join revision as r on r.number = f.revision`.execute(db)
  const [position] = rows
  if (!position) throw new TypeError('Cannot follow: this hub follows none')
  return position
}

/** Keeps what was copied before a redaction out, from now on. @param revision that the redaction made */
export async function refuseBefore(db: Kysely<Tables>, revision: number): Promise<void> {
  await sql`update following set void_before = greatest(void_before, ${revision}::int)`.execute(db)
}

/**
 * Writes down that the source was reached and had nothing new.
 *
 * @param dueMs when the next contact is to have been, from now
 */
export async function markInStep(db: Kysely<Tables>, dueMs: number): Promise<void> {
  await sql`update following set last_contact = now(), behind_since = null,
    contact_due = now() + ${dueMs}::int * interval '1 millisecond'`.execute(db)
}

/** Writes down that the copy may lack something from now on, or since the last contact where the source is not reached. */
export async function markBehind(db: Kysely<Tables>, isReached: boolean): Promise<void> {
  await sql`update following set
    behind_since = coalesce(behind_since, case when ${isReached} then now() else last_contact end, now()),
    last_contact = case when ${isReached} then now() else last_contact end`.execute(db)
}

/** @returns null where this hub follows none */
export async function following(db: Kysely<Tables>): Promise<Following | null> {
  const { rows } = await sql<Omit<Following, 'state'>>`
    select url, revision, earliest_revision as "earliestRevision",
      to_char(last_contact, ${ISO}) as "lastContact",
      to_char(case when contact_due < now() then coalesce(behind_since, last_contact) else behind_since end, ${ISO})
        as "behindSince"
    from following`.execute(db)
  const [row] = rows
  return row ? { ...row, state: stateOf(row) } : null
}

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

function stateOf({ revision, behindSince }: Omit<Following, 'state'>): FollowingState {
  return revision !== null && behindSince === null ? 'IN_STEP' : 'BEHIND'
}
