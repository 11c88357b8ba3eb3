import { type Kysely, sql } from 'kysely'

/** Who is told of changes by webhook, and what waits to be told. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table webhook (
    id text collate "C" primary key,
    caller text collate "C" not null,
    url text not null,
    organisations text[] not null,
    under text[] not null,
    message_types text[] not null,
    secret bytea not null,
    former_secret bytea,
    former_until timestamptz,
    paused_because text,
    cursor_revision integer not null,
    cursor_ordinal bigint not null,
    created_at timestamptz not null,
    last_success_at timestamptz,
    last_failure_at timestamptz,
    last_failure text
  )`.execute(db)
  await sql`create index webhook_caller on webhook (caller)`.execute(db)
  await sql`create table webhook_delivery (
    id bigint generated always as identity primary key,
    webhook_id text collate "C" not null references webhook (id) on delete cascade,
    revision integer not null,
    ordinal bigint not null,
    subject_type text collate "C" not null,
    subject_id text collate "C" not null,
    event text not null,
    event_name text not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null,
    give_up_at timestamptz,
    put_at timestamptz not null,
    dead_at timestamptz,
    failure text,
    unique (webhook_id, revision, ordinal)
  )`.execute(db)
  // The head of each subject's queue is read from it in order.
  await sql`create index webhook_delivery_waiting
    on webhook_delivery (webhook_id, subject_type, subject_id, revision, ordinal) where dead_at is null`.execute(
    db,
  )
  await sql`create index webhook_delivery_dead on webhook_delivery (webhook_id, id) where dead_at is not null`.execute(
    db,
  )
}
