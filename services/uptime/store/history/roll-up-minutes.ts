import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Sums the latencies of a stretch of time by minute. Whatever was there of those minutes is replaced, so that it may be done
 * as often as one likes.
 *
 * @param from milliseconds since 1970, cut down to a whole minute; inclusive
 * @param to likewise, exclusive
 */
export async function rollUpMinutes(
  db: Kysely<Tables>,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const begin = sql`date_trunc('minute', ${new Date(from).toISOString()}::timestamptz)`
  const end = sql`date_trunc('minute', ${new Date(to).toISOString()}::timestamptz)`
  await sql`
    insert into minute (target, at, samples, latency_sum, latency_max)
    select target, date_trunc('minute', at), count(latency_ms), coalesce(sum(latency_ms), 0),
      coalesce(max(latency_ms), 0)
    from result where at >= ${begin} and at < ${end}
    group by target, date_trunc('minute', at)
    on conflict (target, at) do update set samples = excluded.samples,
      latency_sum = excluded.latency_sum, latency_max = excluded.latency_max`.execute(db)
}

/** Drops sums by minute that are older than is wanted. */
export async function dropMinutes(db: Kysely<Tables>, beforeMs: number): Promise<void> {
  await sql`delete from minute where at < ${new Date(beforeMs).toISOString()}`.execute(db)
  await sql`delete from call_minute where at < ${new Date(beforeMs).toISOString()}`.execute(db)
}
