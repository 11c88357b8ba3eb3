import type { Kysely, Selectable } from 'kysely'
import type { LdapWatermarkTable } from '../tables/ldap.ts'
import type { Tables } from '../tables.ts'

/** How far an outside directory has been read. */
export type LdapWatermark = Selectable<LdapWatermarkTable>

/** @returns null where the source has not been read from an LDAP server, or from another one */
export async function ldapWatermark(
  db: Kysely<Tables>,
  source: string,
  origin: string,
): Promise<LdapWatermark | null> {
  const row = await db
    .selectFrom('ldap_watermark')
    .selectAll()
    .where('source', '=', source)
    .executeTakeFirst()
  return row?.origin === origin ? row : null
}

/** Keeps how far an outside directory has been read. */
export async function saveLdapWatermark(
  db: Kysely<Tables>,
  watermark: LdapWatermark,
): Promise<void> {
  const { source: _, ...rest } = watermark
  await db
    .insertInto('ldap_watermark')
    .values(watermark)
    .onConflict((conflict) => conflict.column('source').doUpdateSet(rest))
    .execute()
}

/** What a source holds, by kind: keys that an outside directory must still show. */
export interface HeldKeys {
  readonly sorIds: ReadonlySet<string>
  readonly glns: ReadonlySet<string>
  readonly accessPoints: ReadonlySet<string>
}

/** @returns the keys of everything that a source says in the latest revision */
export async function heldKeys(db: Kysely<Tables>, source: string): Promise<HeldKeys> {
  const keys = async (
    table: 'organisation_version' | 'mailbox_version' | 'access_point_version',
    column: 'sor_id' | 'gln' | 'access_point_id',
  ): Promise<ReadonlySet<string>> => {
    const rows = await db
      .selectFrom(table as 'mailbox_version')
      .select(`${column as 'gln'} as key`)
      .distinct()
      .where('source', '=', source)
      .where('last_revision', 'is', null)
      .where((where) => where.or([where('valid_to', 'is', null)]))
      .execute()
    return new Set(rows.map(({ key }) => key))
  }
  return {
    sorIds: await keys('organisation_version', 'sor_id'),
    glns: await keys('mailbox_version', 'gln'),
    accessPoints: await keys('access_point_version', 'access_point_id'),
  }
}
