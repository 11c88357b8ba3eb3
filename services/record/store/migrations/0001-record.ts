import { type Kysely, sql } from 'kysely'

const KEY = sql`text collate "C"`

/** Health of the sources, and the feed of changes. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('source_health')
    .addColumn('source', KEY, (column) => column.primaryKey())
    .addColumn('last_well', 'timestamptz', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('change')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('cpr', KEY, (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('changed_on', 'date', (column) => column.notNull())
    .addColumn('received_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute()
  await db.schema.createIndex('change_cpr').on('change').columns(['cpr', 'id']).execute()
  await sql`create index change_received_at on change using brin (received_at)`.execute(db)
  await db.schema
    .createTable('followed')
    .addColumn('cpr', KEY, (column) => column.primaryKey())
    .addColumn('until', 'timestamptz', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('pull')
    .addColumn('source', KEY, (column) => column.primaryKey())
    .addColumn('place', 'text')
    .addColumn('begun_at', 'timestamptz')
    .addColumn('done_at', 'timestamptz')
    .execute()
}
