import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { LdapOriginTable } from '../tables/ldap.ts'
import type { Tables } from '../tables.ts'

/** How far an outside directory has been read. */
export type LdapOrigin = Selectable<LdapOriginTable>

/** @returns null where the source has not been read from an LDAP server, or from another one or otherwise */
export async function ldapOrigin(
  db: Kysely<Tables>,
  source: string,
  origin: string,
): Promise<LdapOrigin | null> {
  const row = await db
    .selectFrom('ldap_origin')
    .selectAll()
    .where('source', '=', source)
    .executeTakeFirst()
  return row?.origin === origin ? row : null
}

/** Keeps how far an outside directory has been read. */
export async function saveLdapOrigin(trx: Transaction<Tables>, origin: LdapOrigin): Promise<void> {
  const { source: _, ...rest } = origin
  await trx
    .insertInto('ldap_origin')
    .values(origin)
    .onConflict((conflict) => conflict.column('source').doUpdateSet(rest))
    .execute()
}

/** An entry as it was read, by the rule that reads it. */
export interface OriginEntry {
  readonly rule: number
  readonly dn: string
  /** JSON. */
  readonly entry: string
}

/** Forgets what a source was last read to hold. */
export const forgetOriginEntries = (trx: Transaction<Tables>, source: string): Promise<unknown> =>
  trx.deleteFrom('ldap_origin_entry').where('source', '=', source).execute()

/** Keeps entries as they were read. */
export async function saveOriginEntries(
  trx: Transaction<Tables>,
  source: string,
  entries: readonly OriginEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await sql`
    insert into ldap_origin_entry (source, rule, dn, entry)
    select ${source}, rule, dn, entry from unnest(
      ${entries.map(({ rule }) => rule)}::int[], ${entries.map(({ dn }) => dn)}::text[],
      ${entries.map(({ entry }) => entry)}::text[]) as read(rule, dn, entry)
    on conflict (source, rule, dn) do update set entry = excluded.entry`.execute(trx)
}

/** Begins a list of the entries that are there. */
export async function beginListing(trx: Transaction<Tables>): Promise<void> {
  await sql`create temp table if not exists ldap_listed (rule int, dn text collate "C") on commit drop`.execute(
    trx,
  )
  await sql`truncate ldap_listed`.execute(trx)
}

/** Adds entries that are there. */
export async function list(
  trx: Transaction<Tables>,
  rule: number,
  dns: readonly string[],
): Promise<void> {
  await sql`insert into ldap_listed select ${rule}, unnest(${[...dns]}::text[])`.execute(trx)
}

/**
 * Forgets what is not in the list.
 *
 * @returns whether everything in the list is known
 */
export async function keepListed(trx: Transaction<Tables>, source: string): Promise<boolean> {
  await sql`
    delete from ldap_origin_entry as known where source = ${source} and not exists (
      select from ldap_listed where ldap_listed.rule = known.rule and ldap_listed.dn = known.dn)`.execute(
    trx,
  )
  const { rows } = await sql<{ all: boolean }>`
    select not exists (
      select from ldap_listed where not exists (
        select from ldap_origin_entry as known
        where source = ${source} and known.rule = ldap_listed.rule and known.dn = ldap_listed.dn)) as all`.execute(
    trx,
  )
  return rows[0]?.all ?? true
}

const PAGE = 500

/** Everything that a source was last read to hold, in a fixed order, in pages. */
export async function* originEntries(
  db: Kysely<Tables>,
  source: string,
): AsyncGenerator<readonly OriginEntry[]> {
  for (let after: OriginEntry | null = null; ; ) {
    const { rule, dn }: Pick<OriginEntry, 'rule' | 'dn'> = after ?? { rule: -1, dn: '' }
    const page: readonly OriginEntry[] = await db
      .selectFrom('ldap_origin_entry')
      .select(['rule', 'dn', 'entry'])
      .where('source', '=', source)
      .where(sql<boolean>`(rule, dn) > (${rule}::int, ${dn})`)
      .orderBy('rule')
      .orderBy('dn')
      .limit(PAGE)
      .execute()
    yield page
    after = page.at(-1) ?? null
    if (after === null || page.length < PAGE) return
  }
}
