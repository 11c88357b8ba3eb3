import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

const DAY_MS = 86_400_000

/**
 * Makes room for measurements of the days around an instant, and drops measurements that are older than is wanted: a whole
 * day at once, by its table.
 *
 * @param keptDays days of measurements that stay beside today's, in UTC
 */
export async function keepPartitions(
  db: Kysely<Tables>,
  { nowMs, keptDays }: { readonly nowMs: number; readonly keptDays: number },
): Promise<void> {
  for (const ahead of [-1, 0, 1, 2]) await makePartition(db, nowMs + ahead * DAY_MS)
  const oldest = partitionName(nowMs - keptDays * DAY_MS)
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'result'::regclass and relname < ${oldest} order by relname`.execute(db)
  for (const { name } of rows) await sql`drop table if exists ${sql.table(name)}`.execute(db)
}

async function makePartition(db: Kysely<Tables>, ms: number): Promise<void> {
  const from = dayInUtc(ms)
  const to = dayInUtc(ms + DAY_MS)
  await sql`
    create table if not exists ${sql.table(partitionName(ms))} partition of result
    for values from (${sql.lit(`${from}T00:00:00Z`)}) to (${sql.lit(`${to}T00:00:00Z`)})`.execute(
    db,
  )
}

const partitionName = (ms: number): string => `result_${dayInUtc(ms).replaceAll('-', '')}`

const dayInUtc = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
