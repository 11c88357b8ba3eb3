import type { Kysely, Selectable } from 'kysely'
import type { LdapTargetTable } from '../tables/ldap.ts'
import type { Tables } from '../tables.ts'

/** How far an LDAP server has been written to. */
export type LdapTarget = Selectable<LdapTargetTable>

/** @returns null where nothing has been written to it yet */
export const ldapTarget = async (db: Kysely<Tables>, target: string): Promise<LdapTarget | null> =>
  (await db
    .selectFrom('ldap_target')
    .selectAll()
    .where('target', '=', target)
    .executeTakeFirst()) ?? null

/** Keeps how far a server has been written to. */
export async function saveLdapTarget(
  db: Kysely<Tables>,
  target: string,
  state: Partial<Omit<LdapTarget, 'target' | 'written_at'>>,
): Promise<void> {
  const written_at = new Date().toISOString()
  await db
    .insertInto('ldap_target')
    .values({
      ...{ target, revision: null, day: null, sources: [], token: null, next_token: null },
      ...{ ...state, written_at },
    })
    .onConflict((conflict) => conflict.column('target').doUpdateSet({ ...state, written_at }))
    .execute()
}
