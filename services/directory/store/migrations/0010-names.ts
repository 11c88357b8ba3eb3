import { type Kysely, sql } from 'kysely'

/** Units in the order of their names, and those whose names hold a word that is too long for the search. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create index organisation_version_in_name_order on organisation_version (name collate "C", sor_id)`.execute(
    db,
  )
  // By the length first: a pattern is looked for in few names then.
  await sql`create index organisation_version_long_word on organisation_version (sor_id) where length(name) > 50 and name ~ '[^ ]{51}'`.execute(
    db,
  )
}
