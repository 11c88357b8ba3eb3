import { type Kysely, sql } from 'kysely'

/** Clusters and health councils, their members, and a way from the name of an owner or institution to its unit. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const [table, columns] of TABLES) {
    await sql`create table ${sql.table(table)} (
      id bigint generated always as identity,
      source text collate "C" not null,
      track text collate "C" not null,
      valid_from date not null,
      valid_to date,
      first_revision integer not null,
      last_revision integer,
      hash text collate "C" not null,
      ${columns}
    )`.execute(db)
    await sql`create index ${sql.ref(`${table}_group_id`)} on ${sql.table(table)} (group_id)`.execute(
      db,
    )
  }
  await sql`create index group_member_version_sor_id on group_member_version (sor_id)`.execute(db)
  await sql`create index group_member_version_municipality on group_member_version (municipality)`.execute(
    db,
  )
  // Groups name hospitals and authorities; leaving the many units below them out keeps the index small.
  await sql`create index organisation_version_name on organisation_version (name) where level <> 'UNIT'`.execute(
    db,
  )
}

const TABLES = [
  [
    'group_version',
    sql`group_id text collate "C" not null, kind text collate "C" not null, name text not null`,
  ],
  [
    'group_member_version',
    sql`group_id text collate "C" not null, role text collate "C" not null,
      sor_id text collate "C", municipality text collate "C", name text`,
  ],
] as const
