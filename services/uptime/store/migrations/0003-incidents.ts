import { type Kysely, sql } from 'kysely'

const KEY = sql`text collate "C"`

async function incidents(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('incident')
    .addColumn('id', KEY, (column) => column.primaryKey())
    .addColumn('root', KEY, (column) => column.notNull())
    .addColumn('severity', KEY, (column) => column.notNull())
    .addColumn('opened_at', 'timestamptz', (column) => column.notNull())
    .addColumn('closed_at', 'timestamptz')
    .addColumn('merged_into', KEY)
    .execute()
  await sql`create index incident_opened_at on incident (opened_at desc, id)`.execute(db)
  await sql`create unique index incident_open_root on incident (root) where closed_at is null`.execute(
    db,
  )
  await db.schema
    .createTable('incident_service')
    .addColumn('incident', KEY, (column) => column.notNull().references('incident.id'))
    .addColumn('service', KEY, (column) => column.notNull())
    .addColumn('joined_at', 'timestamptz', (column) => column.notNull())
    .addColumn('recovered_at', 'timestamptz')
    .addPrimaryKeyConstraint('incident_service_key', ['incident', 'service'])
    .execute()
  await db.schema
    .createIndex('incident_service_service')
    .on('incident_service')
    .column('service')
    .execute()
  await db.schema
    .createTable('incident_event')
    .addColumn('number', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('incident', KEY, (column) => column.notNull().references('incident.id'))
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('kind', KEY, (column) => column.notNull())
    .addColumn('service', KEY)
    .addColumn('author', 'text')
    .addColumn('text', 'jsonb')
    .execute()
  await db.schema
    .createIndex('incident_event_incident')
    .on('incident_event')
    .columns(['incident', 'number'])
    .execute()
}

/** What went wrong, and what was going to. */
export async function up(db: Kysely<never>): Promise<void> {
  await incidents(db)
  await db.schema
    .createTable('maintenance')
    .addColumn('id', KEY, (column) => column.primaryKey())
    .addColumn('services', sql`text[]`, (column) => column.notNull())
    .addColumn('starts_at', 'timestamptz', (column) => column.notNull())
    .addColumn('ends_at', 'timestamptz', (column) => column.notNull())
    .addColumn('title', 'jsonb', (column) => column.notNull())
    .addColumn('announced_at', 'timestamptz', (column) => column.notNull())
    .addColumn('cancelled_at', 'timestamptz')
    .execute()
  await db.schema.createIndex('maintenance_ends_at').on('maintenance').column('ends_at').execute()
}
