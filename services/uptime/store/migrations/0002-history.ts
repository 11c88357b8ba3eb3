import { type Kysely, sql } from 'kysely'

const KEY = sql`text collate "C"`

async function measurements(db: Kysely<never>): Promise<void> {
  await sql`
    create table result (
      target integer not null, at timestamptz not null, verdict text collate "C" not null, latency_ms real,
      reason text collate "C", detail text, prober text collate "C" not null
    ) partition by range (at)`.execute(db)
  await sql`create index result_target_at on result (target, at)`.execute(db)
  await db.schema
    .createTable('minute')
    .addColumn('target', 'integer', (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('samples', 'integer', (column) => column.notNull())
    .addColumn('latency_sum', 'real', (column) => column.notNull())
    .addColumn('latency_max', 'real', (column) => column.notNull())
    .addPrimaryKeyConstraint('minute_key', ['target', 'at'])
    .execute()
  await sql`create index minute_at on minute using brin (at)`.execute(db)
}

async function words(db: Kysely<never>): Promise<void> {
  // Rewritten at every measurement; half of each page is left free, so that a row stays on its page.
  await sql`
    create table standing (
      target integer primary key references target (number), verdict text collate "C" not null,
      since timestamptz not null, last_at timestamptz not null, last_success timestamptz, latency_ms real,
      reason text collate "C", detail text, certificate_days integer, capability text collate "C"
    ) with (fillfactor = 50)`.execute(db)
  await db.schema
    .createTable('run')
    .addColumn('target', 'integer', (column) => column.notNull().references('target.number'))
    .addColumn('verdict', KEY, (column) => column.notNull())
    .addColumn('since', 'timestamptz', (column) => column.notNull())
    .addColumn('until', 'timestamptz')
    .addPrimaryKeyConstraint('run_key', ['target', 'since'])
    .execute()
  await sql`create unique index run_open on run (target) where until is null`.execute(db)
  await db.schema
    .createTable('transition')
    .addColumn('number', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('target', 'integer', (column) => column.notNull().references('target.number'))
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('kind', KEY, (column) => column.notNull())
    .addColumn('verdict', KEY, (column) => column.notNull())
    .addColumn('reason', KEY)
    .addColumn('detail', 'text')
    .execute()
}

async function sums(db: Kysely<never>): Promise<void> {
  let day = db.schema
    .createTable('day')
    .addColumn('subject', KEY, (column) => column.notNull())
    .addColumn('day', 'date', (column) => column.notNull())
  for (const part of ['up', 'degraded', 'down', 'unknown', 'maintenance'] as const) {
    day = day.addColumn(`${part}_ms`, 'integer', (column) => column.notNull())
  }
  await day
    .addColumn('samples', 'integer', (column) => column.notNull())
    .addColumn('latency_p50', 'real')
    .addColumn('latency_p95', 'real')
    .addPrimaryKeyConstraint('day_key', ['subject', 'day'])
    .execute()
  await db.schema
    .createTable('call_minute')
    .addColumn('subject', KEY, (column) => column.notNull())
    .addColumn('consumer', KEY, (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('latency_sum', 'real', (column) => column.notNull())
    .addPrimaryKeyConstraint('call_minute_key', ['subject', 'consumer', 'at'])
    .execute()
}

/** What was measured, and what became of it. */
export async function up(db: Kysely<never>): Promise<void> {
  await measurements(db)
  await words(db)
  await sums(db)
}
