import { type Kysely, sql } from 'kysely'
import type { RecordedRevision } from '../../domain/catalogue/catalogue.ts'
import type { Tables } from '../tables.ts'

const COLUMNS = sql`number as revision,
  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
  to_char(recorded_at at time zone 'Europe/Copenhagen', 'YYYY-MM-DD') as day`

/**
 * @param revision null for the latest
 * @returns null where there is none
 */
export async function recordedRevision(
  db: Kysely<Tables>,
  revision: number | null,
): Promise<RecordedRevision | null> {
  const which = revision === null ? sql`true` : sql`number = ${revision}::int`
  const { rows } = await sql<RecordedRevision>`
    select ${COLUMNS} from revision where ${which} order by number desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** @returns by number; absent where there is no such revision */
export async function recordedRevisions(
  db: Kysely<Tables>,
  revisions: readonly number[],
): Promise<ReadonlyMap<number, RecordedRevision>> {
  const { rows } = await sql<RecordedRevision>`
    select ${COLUMNS} from revision where number = any(${[...new Set(revisions)]}::int[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.revision, row]))
}

/**
 * @param instant RFC 3339, in UTC
 * @returns the last revision recorded before it; 0 where there is none
 */
export async function revisionBefore(db: Kysely<Tables>, instant: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select number from revision where recorded_at < ${instant}::timestamptz
    order by number desc limit 1`.execute(db)
  return rows[0]?.number ?? 0
}

/** @returns the last revision before that one; null where it is the first that the register has */
export async function revisionJustBefore(
  db: Kysely<Tables>,
  revision: number,
): Promise<number | null> {
  const { rows } = await sql<{ number: number }>`
    select number from revision where number < ${revision}::int
    order by number desc limit 1`.execute(db)
  return rows[0]?.number ?? null
}
