import { type Kysely, sql } from 'kysely'

const KEY = sql`text collate "C"`

/** Who is told of incidents. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('subscriber')
    .addColumn('id', KEY, (column) => column.primaryKey())
    .addColumn('kind', KEY, (column) => column.notNull())
    .addColumn('caller', KEY)
    .addColumn('address', 'bytea', (column) => column.notNull())
    .addColumn('address_hash', 'bytea', (column) => column.notNull())
    .addColumn('secret', 'bytea')
    .addColumn('services', sql`text[]`, (column) => column.notNull())
    .addColumn('language', KEY, (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('asked_at', 'timestamptz')
    .addColumn('confirmed_at', 'timestamptz')
    .addColumn('ended_because', KEY)
    .addColumn('cursor', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'timestamptz', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('failing_since', 'timestamptz')
    .addColumn('last_success_at', 'timestamptz')
    .addColumn('last_failure', KEY)
    .execute()
  await sql`
    create unique index subscriber_email on subscriber (address_hash) where kind = 'EMAIL'`.execute(
    db,
  )
  await sql`
    create unique index subscriber_webhook on subscriber (caller, address_hash) where kind = 'WEBHOOK'`.execute(
    db,
  )
}
