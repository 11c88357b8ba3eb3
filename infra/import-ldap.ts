import { ldapImportPasswordFrom } from '../services/directory/config/ldap/config.ts'
import type { ImportInput } from '../services/directory/source/import/plan.ts'
import { ldapSourceFrom } from '../services/directory/source/ldap/source-settings.ts'
import { spoolLdap } from '../services/directory/source/ldap/spool.ts'
import { EnvReader } from '../services/kit/config.ts'
import type { Secret } from '../services/kit/secret.ts'

/** What an outside directory holds, to be imported; deleted when disposed. */
export interface LdapInput extends AsyncDisposable {
  readonly input: ImportInput
}

/**
 * Reads the outside directory of a settings file, and says how on standard error.
 *
 * @throws {LdapUnusable} when the settings do not fit together; and what the LDAP server answers
 */
export async function ldapInput(
  path: string,
  database: Secret,
  signal: AbortSignal,
): Promise<LdapInput> {
  const reader = new EnvReader(process.env)
  const password = ldapImportPasswordFrom(reader)
  reader.done()
  const from = ldapSourceFrom(path, password)
  const spool = await spoolLdap(database, from, { signal })
  const { way, read } = spool.way
  const words = way === 'whole' ? 'read whole' : 'read what has changed'
  process.stderr.write(`LDAP ${from.server.url.host}: ${words}, ${read} entries\n`)
  const { source, visibility } = from
  return {
    input: { ...spool.file, source, ...(visibility ? { visibility } : {}) },
    [Symbol.asyncDispose]: () => spool[Symbol.asyncDispose](),
  }
}
