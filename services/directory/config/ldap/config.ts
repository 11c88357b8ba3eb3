import { readFileSync } from 'node:fs'
import type { EnvReader } from '../../../kit/config.ts'
import { isPlain, type LdapServer } from '../../../kit/ldap/server.ts'
import type { Secret } from '../../../kit/secret.ts'

/** The LDAP server that the register is written to, and how. */
export interface LdapPublishConfig {
  readonly server: LdapServer
  readonly tree: { readonly base: string; readonly source: string }
  readonly connections: number
  readonly grants: ReadonlySet<string>
}

const readFile = (path: string): string => readFileSync(path, 'utf8')

/** @returns null where no server is named; problems go to `read` */
export function ldapPublishConfigFrom(read: EnvReader): LdapPublishConfig | null {
  const url = read.optionalUrl('LDAP_PUBLISH_URL', ['ldap:', 'ldaps:'])
  const base = read.optionalText('LDAP_PUBLISH_BASE')
  const dn = read.optionalText('LDAP_PUBLISH_BIND_DN')
  const password = read.optionalSecret('LDAP_PUBLISH_PASSWORD', { readFile })
  const startTls = read.flag('LDAP_PUBLISH_STARTTLS', false)
  const caFile = read.optionalText('LDAP_PUBLISH_CA_FILE')
  const name = read.text('LDAP_PUBLISH_NAME', 'fundament')
  const timeoutMs = read.integer('LDAP_PUBLISH_TIMEOUT_MS', {
    ...{ min: 100, max: 300_000, fallback: 10_000 },
  })
  const connections = read.integer('LDAP_PUBLISH_CONNECTIONS', { min: 1, max: 32, fallback: 2 })
  const grants = read.text('LDAP_PUBLISH_GRANTS', '').split(',')
  if (url === null) return null
  if (base === null) read.problem('LDAP_PUBLISH_BASE must name the entry to write below, is absent')
  if ((dn === null) !== (password === null)) {
    read.problem('LDAP_PUBLISH_BIND_DN and LDAP_PUBLISH_PASSWORD must be given together')
  }
  if (!/^[a-z0-9][a-z0-9-]{0,49}$/.test(name)) {
    read.problem(`LDAP_PUBLISH_NAME must be of a to z, digits and hyphens, is "${name}"`)
  }
  if (startTls && url.protocol === 'ldaps:') {
    read.problem('LDAP_PUBLISH_STARTTLS is for ldap:, which LDAP_PUBLISH_URL is not')
  }
  if (password !== null && isPlain({ url, startTls })) {
    read.problem(
      'LDAP_PUBLISH_URL must be ldaps:, or LDAP_PUBLISH_STARTTLS true: a password is sent',
    )
  }
  return {
    server: {
      ...{ url, startTls, timeoutMs, ca: caFile === null ? null : authorities(read, caFile) },
      bind: dn === null || password === null ? null : { dn, password },
    },
    tree: { base: base ?? '', source: name },
    connections,
    grants: new Set(grants.map((grant) => grant.trim()).filter(Boolean)),
  }
}

/** @returns the password with which an outside directory is read; null where none is set */
export const ldapImportPasswordFrom = (read: EnvReader): Secret | null =>
  read.optionalSecret('LDAP_IMPORT_PASSWORD', { readFile })

function authorities(read: EnvReader, path: string): string | null {
  try {
    return readFile(path)
  } catch {
    read.problem(`LDAP_PUBLISH_CA_FILE must name a readable file, is "${path}"`)
    return null
  }
}
