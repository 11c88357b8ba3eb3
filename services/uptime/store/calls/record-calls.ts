import { type Kysely, sql } from 'kysely'
import type { CallOutcome } from '../../domain/outcome.ts'
import type { Tables } from '../tables.ts'

interface Sum {
  readonly subject: string
  readonly consumer: string
  readonly at: string
  calls: number
  failures: number
  latency_sum: number
}

/** Adds calls to the sums of their minutes, in one statement. */
export async function recordCalls(
  db: Kysely<Tables>,
  outcomes: readonly CallOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return
  const rows = JSON.stringify(sumsOf(outcomes))
  await sql`
    insert into call_minute (subject, consumer, at, calls, failures, latency_sum)
    select subject, consumer, at, calls, failures, latency_sum
    from json_populate_recordset(null::call_minute, ${rows}::json)
    order by subject, consumer, at
    on conflict (subject, consumer, at) do update set calls = call_minute.calls + excluded.calls,
      failures = call_minute.failures + excluded.failures,
      latency_sum = call_minute.latency_sum + excluded.latency_sum`.execute(db)
}

function sumsOf(outcomes: readonly CallOutcome[]): readonly Sum[] {
  const sums = new Map<string, Sum>()
  for (const { subjectKey, consumer, at, isFailure, latencyMs } of outcomes) {
    const minute = `${at.slice(0, 16)}:00Z`
    const key = JSON.stringify([subjectKey, consumer, minute])
    const found = sums.get(key)
    const sum = found ?? {
      subject: subjectKey,
      consumer,
      at: minute,
      calls: 0,
      failures: 0,
      latency_sum: 0,
    }
    sum.calls += 1
    sum.failures += isFailure ? 1 : 0
    sum.latency_sum += latencyMs
    if (!found) sums.set(key, sum)
  }
  return [...sums.values()]
}
