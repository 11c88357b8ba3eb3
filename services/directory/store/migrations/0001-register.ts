import { type CreateTableBuilder, type Kysely, sql } from 'kysely'

// Keys are compared byte by byte: register numbers need no language, and the index is smaller and faster for it.
const KEY = sql`text collate "C"`

function bitemporal(db: Kysely<never>, name: string): CreateTableBuilder<string, string> {
  return db.schema
    .createTable(name)
    .addColumn('id', 'bigint', (column) => column.generatedAlwaysAsIdentity())
    .addColumn('source', KEY, (column) => column.notNull())
    .addColumn('track', KEY, (column) => column.notNull())
    .addColumn('valid_from', 'date', (column) => column.notNull())
    .addColumn('valid_to', 'date')
    .addColumn('first_revision', 'integer', (column) => column.notNull())
    .addColumn('last_revision', 'integer')
    .addColumn('hash', KEY, (column) => column.notNull()) as CreateTableBuilder<string, string>
}

async function index(db: Kysely<never>, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute()
}

async function organisations(db: Kysely<never>): Promise<void> {
  await bitemporal(db, 'organisation_version')
    .addColumn('sor_id', KEY, (column) => column.notNull())
    .addColumn('first_from', 'date')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('level', KEY, (column) => column.notNull())
    .addColumn('type_code', KEY)
    .addColumn('type_display', 'text')
    .addColumn('specialities', 'jsonb', (column) => column.notNull())
    .addColumn('cvr', KEY)
    .addColumn('ydernumre', sql`text[]`, (column) => column.notNull())
    .addColumn('shak', KEY)
    .addColumn('parent_id', KEY)
    .addColumn('inherits_gln', 'boolean')
    .addColumn('region', KEY)
    .addColumn('postal', 'jsonb')
    .addColumn('visiting', 'jsonb')
    .addColumn('activity', 'jsonb')
    .addColumn('contact', 'jsonb')
    .execute()
  await index(db, 'organisation_version', ['sor_id'])
  await sql`create index organisation_version_parent on organisation_version (parent_id) where parent_id is not null`.execute(
    db,
  )
  await sql`create index organisation_version_shak on organisation_version (shak) where shak is not null`.execute(
    db,
  )
  await sql`create index organisation_version_ydernumre on organisation_version using gin (ydernumre) where ydernumre <> '{}'`.execute(
    db,
  )
}

async function mailboxes(db: Kysely<never>): Promise<void> {
  await bitemporal(db, 'mailbox_version')
    .addColumn('register', KEY, (column) => column.notNull())
    .addColumn('resource_id', KEY)
    .addColumn('sor_id', KEY)
    .addColumn('gln', KEY, (column) => column.notNull())
    .addColumn('network', KEY)
    .addColumn('status', KEY, (column) => column.notNull())
    .addColumn('raw_status', 'text')
    .addColumn('internal_only', 'boolean', (column) => column.notNull())
    .addColumn('connection_code', KEY)
    .addColumn('connection_system', KEY)
    .addColumn('address', 'text')
    .addColumn('access_point_id', KEY)
    .addColumn('mime_types', sql`text[]`, (column) => column.notNull())
    .execute()
  await index(db, 'mailbox_version', ['gln'])
  await index(db, 'mailbox_version', ['sor_id'])
  await bitemporal(db, 'message_types_version')
    .addColumn('gln', KEY, (column) => column.notNull())
    .addColumn('network', KEY)
    .addColumn('raw_types', sql`text[]`, (column) => column.notNull())
    .execute()
  await index(db, 'message_types_version', ['gln'])
  await bitemporal(db, 'access_point_version')
    .addColumn('access_point_id', KEY, (column) => column.notNull())
    .addColumn('url', 'text')
    .addColumn('network', KEY)
    .addColumn('certificate', 'jsonb')
    .execute()
  await index(db, 'access_point_version', ['access_point_id'])
}

async function relations(db: Kysely<never>): Promise<void> {
  await bitemporal(db, 'replacement_version')
    .addColumn('sor_id', KEY, (column) => column.notNull())
    .addColumn('replaced_by', KEY, (column) => column.notNull())
    .execute()
  await index(db, 'replacement_version', ['sor_id'])
  await index(db, 'replacement_version', ['replaced_by'])
  await bitemporal(db, 'shak_version')
    .addColumn('code', KEY, (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute()
  await index(db, 'shak_version', ['code'])
  await bitemporal(db, 'shak_map_version')
    .addColumn('shak', KEY, (column) => column.notNull())
    .addColumn('sor_id', KEY, (column) => column.notNull())
    .execute()
  await index(db, 'shak_map_version', ['shak'])
  await index(db, 'shak_map_version', ['sor_id'])
  await bitemporal(db, 'yder_version')
    .addColumn('ydernummer', KEY, (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('region', KEY)
    .addColumn('speciality_code', KEY)
    .addColumn('speciality_display', 'text')
    .execute()
  await index(db, 'yder_version', ['ydernummer'])
}

async function revisions(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('source')
    .addColumn('name', KEY, (column) => column.primaryKey())
    .addColumn('format', KEY, (column) => column.notNull())
    .addColumn('rank', 'integer', (column) => column.notNull())
    .addColumn('visibility', KEY, (column) => column.notNull())
    .addColumn('is_sample', 'boolean', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('revision')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('recorded_at', 'timestamptz', (column) =>
      column.notNull().defaultTo(sql`clock_timestamp()`),
    )
    .execute()
  await db.schema
    .createTable('snapshot')
    .addColumn('revision', 'integer', (column) => column.notNull().references('revision.number'))
    .addColumn('source', KEY, (column) => column.notNull().references('source.name'))
    .addColumn('snapshot_date', 'date', (column) => column.notNull())
    .addColumn('snapshot_instant', 'timestamptz', (column) => column.notNull())
    .addColumn('fingerprint', KEY, (column) => column.notNull())
    .addColumn('organisations', 'integer', (column) => column.notNull())
    .addColumn('endpoints', 'integer', (column) => column.notNull())
    .addColumn('rejected', 'integer', (column) => column.notNull())
    .addColumn('speaks_for', sql`text[]`, (column) => column.notNull())
    .addPrimaryKeyConstraint('snapshot_key', ['revision', 'source'])
    .execute()
  await index(db, 'snapshot', ['source', 'revision'])
  await db.schema
    .createTable('rejected_row')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('source', KEY, (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('line', 'integer', (column) => column.notNull())
    .addColumn('rule', KEY, (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .execute()
}

/** The register's tables. An import looks rows up by `track`, a reader by the keys that callers know. */
export async function up(db: Kysely<never>): Promise<void> {
  await organisations(db)
  await mailboxes(db)
  await relations(db)
  await revisions(db)
}
