import { type Kysely, sql } from 'kysely'

// Keys are compared byte by byte: they need no language, and the index is smaller and faster for it.
const KEY = sql`text collate "C"`

/** What is watched, and by whom. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('service')
    .addColumn('id', KEY, (column) => column.primaryKey())
    .addColumn('document', 'jsonb', (column) => column.notNull())
    .addColumn('place', 'integer')
    .execute()
  await db.schema
    .createTable('access_point')
    .addColumn('id', KEY, (column) => column.primaryKey())
    .addColumn('document', 'jsonb', (column) => column.notNull())
    .addColumn('is_listed', 'boolean', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('target')
    .addColumn('number', 'integer', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('id', KEY, (column) => column.notNull().unique())
    .addColumn('subject', KEY, (column) => column.notNull())
    .addColumn('probe', 'jsonb', (column) => column.notNull())
    .addColumn('is_listed', 'boolean', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('target_subject').on('target').column('subject').execute()
  await db.schema
    .createTable('prober')
    .addColumn('name', KEY, (column) => column.primaryKey())
    .addColumn('seen_at', 'timestamptz', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('lease')
    .addColumn('target', 'integer', (column) => column.primaryKey().references('target.number'))
    .addColumn('prober', KEY, (column) => column.notNull())
    .addColumn('until', 'timestamptz', (column) => column.notNull())
    .execute()
}
