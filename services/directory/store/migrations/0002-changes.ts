import { type Kysely, sql, type Transaction } from 'kysely'
import { REGISTER_PARTS } from '../changes/change-parts.ts'
import { recordChanges } from '../changes/record-changes.ts'
import type { Tables } from '../tables.ts'

const KEY = sql`text collate "C"`

/** The change feed, with the changes of the revisions that there are. */
export async function up(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('change')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('source', KEY, (column) => column.notNull())
    .addColumn('kind', KEY, (column) => column.notNull())
    .addColumn('subject_type', KEY, (column) => column.notNull())
    .addColumn('subject_id', KEY, (column) => column.notNull())
    .addColumn('fields', sql`text[]`, (column) => column.notNull())
    .addPrimaryKeyConstraint('change_key', ['revision', 'ordinal'])
    .execute()
  // Ids of subjects of two types are never alike.
  await db.schema
    .createIndex('change_subject')
    .on('change')
    .columns(['subject_id', 'revision'])
    .execute()
  await db.schema
    .createTable('change_count')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('source', KEY, (column) => column.notNull())
    .addColumn('first_ordinal', 'integer', (column) => column.notNull())
    .addColumn('changes', 'integer', (column) => column.notNull())
    .addColumn('behind', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('change_count_key', ['source', 'revision'])
    .execute()
  await db.schema
    .createIndex('change_count_revision')
    .on('change_count')
    .columns(['revision', 'first_ordinal'])
    .execute()
  await backfill(db)
}

async function backfill(db: Kysely<Tables>): Promise<void> {
  // A whole register takes longer than a statement of the service may.
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`set local work_mem = '128MB'`.execute(db)
  await sql`set local jit = off`.execute(db)
  const revisions = await db.selectFrom('revision').select('number').orderBy('number').execute()
  for (const { number } of revisions) {
    // Migrations run in a transaction, though their type does not say so.
    await recordChanges(db as Transaction<Tables>, number, REGISTER_PARTS)
  }
}
