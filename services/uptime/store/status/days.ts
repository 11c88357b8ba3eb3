import { type Kysely, sql } from 'kysely'
import type { Share } from '../../domain/history/stretch.ts'
import type { Tables } from '../tables.ts'

interface Row {
  readonly subject: string
  readonly day: string
  readonly up_ms: number
  readonly degraded_ms: number
  readonly down_ms: number
  readonly unknown_ms: number
  readonly maintenance_ms: number
}

/** How one day of one subject was spent. */
export interface SubjectDay {
  readonly subject: string
  readonly day: string
  readonly share: Share
}

/** Which sums by day to read; days as `YYYY-MM-DD`, the last one not in it. */
export interface DaysAsked {
  readonly subjects: readonly string[]
  readonly from: string
  readonly to: string
  /** Only days on which something was down or slow. */
  readonly isTroubled?: boolean
}

/** Reads sums by day, by subject and day. */
export async function subjectDays(
  db: Kysely<Tables>,
  { subjects, from, to, isTroubled = false }: DaysAsked,
): Promise<readonly SubjectDay[]> {
  const { rows } = await sql<Row>`
    select subject, day, up_ms, degraded_ms, down_ms, unknown_ms, maintenance_ms from day
    where subject = any(${[...subjects]}::text[]) and day >= ${from}::date and day < ${to}::date
      and (not ${isTroubled}::boolean or down_ms > 0 or degraded_ms > 0)
    order by subject, day`.execute(db)
  return rows.map(({ subject, day, ...spent }) => ({
    ...{ subject, day },
    share: {
      ...{ upMs: spent.up_ms, degradedMs: spent.degraded_ms, downMs: spent.down_ms },
      ...{ unknownMs: spent.unknown_ms, maintenanceMs: spent.maintenance_ms },
    },
  }))
}

/** Days of which there are sums, of any of the subjects. */
export async function daysWithSums(
  db: Kysely<Tables>,
  { subjects, from, to }: DaysAsked,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ day: string }>`
    select distinct day from day
    where subject = any(${[...subjects]}::text[]) and day >= ${from}::date and day < ${to}::date`.execute(
    db,
  )
  return new Set(rows.map(({ day }) => day))
}
