import { type Kysely, type Selectable, sql } from 'kysely'
import type { LdapEntryKind, LdapEntryTable } from '../tables/ldap.ts'
import type { Tables } from '../tables.ts'

/** What is known of one entry on a server. */
export type KnownEntry = Omit<Selectable<LdapEntryTable>, 'target' | 'kind'>

/** Which entries: of these subjects, or of all that stand behind one up to another. */
export type EntryRange =
  | { readonly subjects: readonly string[] }
  | { readonly after: string; readonly upTo: string | null }

/** Entries of one kind on one server. */
export interface EntryPlace {
  readonly target: string
  readonly kind: LdapEntryKind
}

/** @returns what is known to stand on the server, by id */
export async function knownEntries(
  db: Kysely<Tables>,
  { target, kind }: EntryPlace,
  range: EntryRange,
): Promise<ReadonlyMap<string, KnownEntry>> {
  const all = db
    .selectFrom('ldap_entry')
    .select(['subject', 'id', 'hash', 'problem'])
    .where('target', '=', target)
    .where('kind', '=', kind)
  const rows =
    'subjects' in range
      ? await all.where('subject', '=', sql<string>`any(${[...range.subjects]}::text[])`).execute()
      : await all
          .where('subject', '>', range.after)
          .$if(range.upTo !== null, (some) => some.where('subject', '<=', range.upTo ?? ''))
          .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Keeps what has become of entries. */
export async function saveEntries(
  db: Kysely<Tables>,
  { target, kind }: EntryPlace,
  entries: readonly KnownEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await sql`
    insert into ldap_entry (target, kind, subject, id, hash, problem)
    select ${target}, ${kind}, subject, id, hash, problem from unnest(
      ${entries.map(({ subject }) => subject)}::text[], ${entries.map(({ id }) => id)}::text[],
      ${entries.map(({ hash }) => hash)}::text[], ${entries.map(({ problem }) => problem)}::text[]
    ) as entry(subject, id, hash, problem)
    on conflict (target, kind, subject, id) do update set hash = excluded.hash, problem = excluded.problem`.execute(
    db,
  )
}

/** Forgets entries that stand on the server no more. */
export async function forgetEntries(
  db: Kysely<Tables>,
  { target, kind }: EntryPlace,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('ldap_entry')
    .where('target', '=', target)
    .where('kind', '=', kind)
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
}

/** Forgets everything about a server. */
export const forgetTarget = (db: Kysely<Tables>, target: string): Promise<unknown> =>
  db.deleteFrom('ldap_entry').where('target', '=', target).execute()

/** @returns how many entries stand on the server, and how many do not that should */
export async function countEntries(
  db: Kysely<Tables>,
  target: string,
): Promise<{ readonly entries: number; readonly problems: number }> {
  const { rows } = await sql<{ entries: number; problems: number }>`
    select (count(*) filter (where problem is null))::int as entries,
      (count(*) filter (where problem is not null))::int as problems
    from ldap_entry where target = ${target}`.execute(db)
  return rows[0] ?? { entries: 0, problems: 0 }
}
