import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/**
 * Forgets what outside directories were last read to say of redacted subjects; what is missing is read from there again when it
 * is needed. To be called by whoever has kept such entries, once they have been used.
 */
export async function forgetRedactedEntries(db: Kysely<Tables>): Promise<void> {
  await sql`
    delete from ldap_origin_entry where exists (
      select from redaction
      where lifted_at is null and strpos(entry, split_part(subject_id, '.', 1)) > 0
    )`.execute(db)
}

/** Forgets entries that say one of the values that are being blanked. */
export async function forgetEntriesThatSay(
  db: Kysely<Tables>,
  values: readonly string[],
): Promise<void> {
  await sql`
    delete from ldap_origin_entry where exists (
      select from unnest(${[...values]}::text[]) as told (text) where strpos(entry, told.text) > 0
    )`.execute(db)
}
