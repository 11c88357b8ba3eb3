import { type Kysely, sql } from 'kysely'
import type { RegisterState, SnapshotState } from '../../domain/register.ts'
import type { LocalDate } from '../../domain/time/local-date.ts'
import type { Tables, Visibility } from '../tables.ts'

interface Row {
  readonly number: number
  readonly recorded_at: string
  readonly earliest: number
  readonly redacted_at: number
  readonly name: string | null
  readonly visibility: Visibility | null
  readonly snapshot_date: LocalDate | null
  readonly revision: number | null
  readonly organisations: number | null
  readonly endpoints: number | null
  readonly rejected: number | null
}

/**
 * Reads the state of the register, anew for each operation: another process may have imported since.
 *
 * @param asKnownAt null for the latest revision
 * @returns null where nothing has been imported yet
 */
export async function registerState(
  db: Kysely<Tables>,
  asKnownAt: number | null,
): Promise<RegisterState | null> {
  const { rows } = await sql<Row>`
    select latest.number, to_json(latest.recorded_at) #>> '{}' as recorded_at,
      coalesce((select earliest_revision from following), 1) as earliest,
      coalesce((select max(revision) from redaction), 0) as redacted_at, source.name, source.visibility,
      last.snapshot_date, last.revision, last.organisations, last.endpoints, last.rejected
    from (select number, recorded_at from revision order by number desc limit 1) as latest
    left join source on true
    left join lateral (
      select * from snapshot
      where snapshot.source = source.name and snapshot.revision <= coalesce(${asKnownAt}::int, latest.number)
      order by snapshot.revision desc limit 1
    ) as last on true
    order by source.rank, source.name`.execute(db)
  const [first] = rows
  if (!first) return null
  return {
    latest: first.number,
    earliest: first.earliest,
    recordedAt: first.recorded_at,
    redactedAt: first.redacted_at,
    sources: rows.flatMap(({ name, visibility, ...row }) =>
      name && visibility ? [{ name, visibility, snapshot: toSnapshot(row) }] : [],
    ),
  }
}

const toSnapshot = (row: Omit<Row, 'name' | 'visibility'>): SnapshotState | null =>
  row.snapshot_date === null || row.revision === null
    ? null
    : {
        date: row.snapshot_date,
        revision: row.revision,
        organisations: row.organisations ?? 0,
        endpoints: row.endpoints ?? 0,
        rejected: row.rejected ?? 0,
      }

/**
 * @param instant RFC 3339, in UTC; read to the microsecond, as revisions are recorded
 * @returns the number of the revision that was the latest at the instant; null before the first
 */
export async function revisionAt(db: Kysely<Tables>, instant: string): Promise<number | null> {
  const { rows } = await sql<{ number: number }>`
    select number from revision where recorded_at <= ${instant}::timestamptz
    order by number desc limit 1`.execute(db)
  return rows[0]?.number ?? null
}
