import { type Kysely, sql } from 'kysely'

/** What a rejected row is about, so that its owner can be told; unknown of rows that were rejected before. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table rejected_row add column subject_kind text collate "C", add column subject_key text collate "C"`.execute(
    db,
  )
  await sql`create index rejected_row_rule on rejected_row (rule, source, revision)`.execute(db)
}
