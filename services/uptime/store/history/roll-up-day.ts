import { type Kysely, sql } from 'kysely'
import { shareOf } from '../../domain/history/stretch.ts'
import { windowOfDay } from '../../domain/time/calendar.ts'
import { lengthOf, overlapOf, type TimeWindow } from '../../domain/time/window.ts'
import type { Tables } from '../tables.ts'
import { stretchesOfSubjects } from './runs.ts'

/** What a day is summed with. */
export interface DayRollUp {
  /** `YYYY-MM-DD` in Denmark. */
  readonly day: string
  /** Milliseconds since 1970: of a day that is not over, what has passed is summed. */
  readonly now: number
  /** Announced maintenance by subject key; none for a subject that is not in it. */
  readonly maintenance: ReadonlyMap<string, readonly TimeWindow[]>
}

/** Subjects that are summed with one statement. */
const AT_ONCE = 200

/**
 * Sums a day of every subject that is listed. What was there of the day is replaced, so that it may be done as often as one
 * likes; a day whose measurements are gone keeps the latencies that it had.
 */
export async function rollUpDay(db: Kysely<Tables>, rollUp: DayRollUp): Promise<void> {
  const { rows } = await sql<{ subject: string }>`
    select distinct subject from target where is_listed order by subject`.execute(db)
  const subjects = rows.map(({ subject }) => subject)
  for (let first = 0; first < subjects.length; first += AT_ONCE) {
    await sumSubjects(db, subjects.slice(first, first + AT_ONCE), rollUp)
  }
}

async function sumSubjects(
  db: Kysely<Tables>,
  subjects: readonly string[],
  { day, now, maintenance }: DayRollUp,
): Promise<void> {
  const window = overlapOf(windowOfDay(day), { from: 0, to: now })
  if (lengthOf(window) === 0) return
  const stretches = await stretchesOfSubjects(db, subjects, { window, now })
  const rows = subjects.map((subject) => {
    const share = shareOf(window, stretches.get(subject) ?? [], maintenance.get(subject) ?? [])
    return {
      ...{ subject, day, up_ms: share.upMs, degraded_ms: share.degradedMs, down_ms: share.downMs },
      ...{ unknown_ms: share.unknownMs, maintenance_ms: share.maintenanceMs },
    }
  })
  await sql`
    insert into day (subject, day, up_ms, degraded_ms, down_ms, unknown_ms, maintenance_ms, samples,
      latency_p50, latency_p95)
    select spent.subject, spent.day, spent.up_ms, spent.degraded_ms, spent.down_ms, spent.unknown_ms,
      spent.maintenance_ms, coalesce(latency.samples, 0), latency.p50, latency.p95
    from json_to_recordset(${JSON.stringify(rows)}::json) as spent(subject text, day date, up_ms integer,
      degraded_ms integer, down_ms integer, unknown_ms integer, maintenance_ms integer)
    left join (${latencies(subjects, window)}) as latency on latency.subject = spent.subject
    on conflict (subject, day) do update set up_ms = excluded.up_ms, degraded_ms = excluded.degraded_ms,
      down_ms = excluded.down_ms, unknown_ms = excluded.unknown_ms,
      maintenance_ms = excluded.maintenance_ms,
      samples = greatest(excluded.samples, day.samples),
      latency_p50 = case when excluded.samples >= day.samples then excluded.latency_p50 else day.latency_p50 end,
      latency_p95 = case when excluded.samples >= day.samples then excluded.latency_p95 else day.latency_p95 end`.execute(
    db,
  )
}

const latencies = (subjects: readonly string[], { from, to }: TimeWindow) => sql`
  select target.subject, count(latency_ms)::int as samples,
    percentile_cont(0.5) within group (order by latency_ms) as p50,
    percentile_cont(0.95) within group (order by latency_ms) as p95
  from result join target on target.number = result.target
  where target.subject = any(${[...subjects]}::text[])
    and at >= ${new Date(from).toISOString()} and at < ${new Date(to).toISOString()}
  group by target.subject`
