import { type Kysely, sql } from 'kysely'

/** The persons of the yder register, and the way from an instant to the first revision behind it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table practitioner_version (
    id bigint generated always as identity,
    source text collate "C" not null,
    track text collate "C" not null,
    valid_from date not null,
    valid_to date,
    first_revision integer not null,
    last_revision integer,
    hash text collate "C" not null,
    person_id text collate "C" not null,
    ydernummer text collate "C" not null,
    role_code text collate "C",
    role_display text
  )`.execute(db)
  await sql`create index practitioner_version_person_id on practitioner_version (person_id)`.execute(
    db,
  )
  await sql`create index practitioner_version_ydernummer on practitioner_version (ydernummer)`.execute(
    db,
  )
  await sql`create index revision_recorded_at on revision (recorded_at)`.execute(db)
  await sql`create index organisation_version_cvr on organisation_version (cvr) where cvr is not null`.execute(
    db,
  )
}
