import { sql, type Transaction } from 'kysely'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Tables, Visibility } from '../tables.ts'
import type { ImportRun } from './import-run.ts'
import { inForce } from './in-force.ts'

const LOCK = 7_462_952

/** Where listeners hear the number of a new revision, once it can be read. */
export const REVISION_CHANNEL = 'fundament_revision'

/**
 * Waits until no other import is under way; the claim ends with the transaction.
 *
 * @param onWait called once when another import must be waited for
 */
export async function lockImports(trx: Transaction<Tables>, onWait: () => void): Promise<void> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(${LOCK}) as free`.execute(trx)
  if (rows[0]?.free) return
  onWait()
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx)
}

/** The number that the next revision gets; 1 in an empty register. */
export async function nextRevision(trx: Transaction<Tables>): Promise<number> {
  const { max } = await trx
    .selectFrom('revision')
    .select((eb) => eb.fn.max('number').as('max'))
    .executeTakeFirstOrThrow()
  return (max ?? 0) + 1
}

/**
 * Numbers the state of the register that the transaction leaves behind. It is recorded a millisecond at least after the one
 * before it, even where the clock was set back: whoever follows by time instead of number misses none, and repeats none.
 */
export async function recordRevision(trx: Transaction<Tables>, number: number): Promise<void> {
  await sql`
    insert into revision (number, recorded_at)
    select ${number}::int, date_trunc('milliseconds',
      greatest(clock_timestamp(), max(recorded_at) + interval '1 millisecond'))
    from revision`.execute(trx)
  await sql`select pg_notify(${REVISION_CHANNEL}, ${String(number)})`.execute(trx)
}

/** The last thing that a source delivered. */
export interface LastSnapshot {
  readonly day: LocalDate
  /** RFC 3339. */
  readonly instant: string
  readonly fingerprint: string
}

/** @returns null when the source has delivered nothing */
export async function lastSnapshot(
  trx: Transaction<Tables>,
  source: string,
): Promise<LastSnapshot | null> {
  const { rows } = await sql<LastSnapshot>`
    select snapshot_date as day, fingerprint,
           to_char(snapshot_instant, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as instant
    from snapshot where source = ${source} order by revision desc limit 1`.execute(trx)
  return rows[0] ?? null
}

/** A source, as the register knows it. */
export interface KnownSource {
  readonly name: string
  readonly format: string
  readonly rank: number
  readonly visibility: Visibility
  readonly isSample: boolean
}

/** @returns null when the register has never heard of it */
export async function sourceNamed(
  trx: Transaction<Tables>,
  name: string,
): Promise<KnownSource | null> {
  const row = await trx
    .selectFrom('source')
    .select(['name', 'format', 'rank', 'visibility', 'is_sample as isSample'])
    .where('name', '=', name)
    .executeTakeFirst()
  return row ?? null
}

/** Enters a source, or changes who may see it. */
export async function saveSource(trx: Transaction<Tables>, source: KnownSource): Promise<void> {
  const { isSample, ...columns } = source
  await trx
    .insertInto('source')
    .values({ ...columns, is_sample: isSample })
    .onConflict((on) => on.column('name').doUpdateSet({ visibility: source.visibility }))
    .execute()
}

/** Units and mailboxes of a source in force on the day. */
export async function countInForce(
  trx: Transaction<Tables>,
  { source, day }: Pick<ImportRun, 'source' | 'day'>,
): Promise<{ readonly organisations: number; readonly endpoints: number }> {
  const count = (table: 'organisation_version' | 'mailbox_version') => sql`(
    select count(*)::int from ${sql.table(table)} as v
    where v.source = ${source} and v.last_revision is null and ${inForce('v', day)})`
  const { rows } = await sql<{ organisations: number; endpoints: number }>`
    select ${count('organisation_version')} as organisations, ${count('mailbox_version')} as endpoints`.execute(
    trx,
  )
  return rows[0] ?? { organisations: 0, endpoints: 0 }
}

/** Keeps what a source delivered. The revision must be recorded before. */
export async function recordSnapshot(
  trx: Transaction<Tables>,
  { source, revision, day, speaksFor }: ImportRun,
  delivered: {
    readonly instant: string
    readonly fingerprint: string
    readonly organisations: number
    readonly endpoints: number
    readonly rejected: number
  },
): Promise<void> {
  const { instant, ...counts } = delivered
  await trx
    .insertInto('snapshot')
    .values({
      ...{ revision, source, snapshot_date: day, snapshot_instant: instant },
      ...counts,
      speaks_for: [...speaksFor],
    })
    .execute()
}
