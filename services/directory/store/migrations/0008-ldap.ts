import { type Kysely, sql } from 'kysely'

/** How far LDAP servers have been written to, and with what; how far outside ones have been read, and what they held. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table ldap_target (
    target text collate "C" primary key,
    revision integer,
    day date,
    sources text[] not null,
    token text,
    next_token text,
    written_at timestamptz not null
  )`.execute(db)
  await sql`create table ldap_entry (
    target text collate "C" not null,
    kind text collate "C" not null,
    subject text collate "C" not null,
    id text collate "C" not null,
    hash text collate "C",
    problem text,
    primary key (target, kind, subject, id)
  )`.execute(db)
  await sql`create table ldap_origin (
    source text collate "C" primary key,
    origin text not null,
    changed_at text,
    whole_at timestamptz not null
  )`.execute(db)
  await sql`create table ldap_origin_entry (
    source text collate "C" not null,
    rule integer not null,
    dn text collate "C" not null,
    entry text not null,
    primary key (source, rule, dn)
  )`.execute(db)
}
