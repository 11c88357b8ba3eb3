import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isPlain, type LdapServer } from '../../../kit/ldap/server.ts'
import type { Secret } from '../../../kit/secret.ts'
import { LdapUnusable } from '../../errors/ldap.ts'
import type { Visibility } from '../../store/tables.ts'
import { mappingFrom } from './mapping/mapping.ts'
import { type SettingsFields, settingsFields } from './settings-fields.ts'
import type { LdapSource } from './spool.ts'

/** What a settings file says of an outside directory. */
export interface LdapSourceSettings extends LdapSource {
  readonly visibility: Visibility | null
}

const KNOWN = [
  ...['url', 'base', 'bindDn', 'startTls', 'caFile', 'mapping', 'source', 'visibility', 'pageSize'],
  ...['timeoutMs', 'changesOnly'],
]

/** Mappings that are shipped, by name. */
const SHIPPED: ReadonlySet<string> = new Set(['ihe-hpd', 'region'])

/**
 * Reads the settings of an outside directory; files that they name lie beside them.
 *
 * @param password of `bindDn`, which stands in no file that is passed around
 * @throws {LdapUnusable} naming the file, and every problem in it
 */
export function ldapSourceFrom(path: string, password: Secret | null): LdapSourceSettings {
  const read = settingsFields(parsed(textOf(path, `settings "${path}"`), path), KNOWN)
  const server = serverIn(read, { path, password })
  const base = read.text('base')
  if (base === null) read.problem('base must name an entry')
  const source = read.text('source') ?? 'ldap'
  if (!/^[a-z0-9][a-z0-9-]{0,49}$/.test(source)) {
    read.problem('source must be of a to z, digits and hyphens')
  }
  const visibility = visibilityIn(read)
  const pageSize = read.number('pageSize', { fallback: 500, most: 10_000 })
  const changesOnly = read.flag('changesOnly', true)
  const name = read.text('mapping') ?? 'ihe-hpd'
  if (read.problems.length > 0 || server === null || base === null) {
    throw new LdapUnusable(`Cannot read settings "${path}": ${read.problems.join('; ')}`)
  }
  const mappingText = mappingTextOf(name, path)
  const mapping = mappingFrom(mappingText, name)
  return { source, base, pageSize, changesOnly, mappingText, mapping, visibility, server }
}

function serverIn(
  read: SettingsFields,
  { path, password }: { readonly path: string; readonly password: Secret | null },
): LdapServer | null {
  const url = URL.parse(read.text('url') ?? '')
  const [dn, caFile] = [read.text('bindDn'), read.text('caFile')]
  const startTls = read.flag('startTls', false)
  const timeoutMs = read.number('timeoutMs', { fallback: 30_000, most: 600_000 })
  if (!url || !['ldap:', 'ldaps:'].includes(url.protocol)) {
    read.problem('url must be ldap: or ldaps:')
    return null
  }
  if ((dn === null) !== (password === null)) {
    read.problem('bindDn and LDAP_IMPORT_PASSWORD must be given together')
  }
  if (password && isPlain({ url, startTls })) {
    read.problem('url must be ldaps:, or startTls true: a password is sent')
  }
  return {
    ...{ url, startTls, timeoutMs },
    ca: caFile === null ? null : textOf(beside(path, caFile), `certificates "${caFile}"`),
    bind: dn === null || password === null ? null : { dn, password },
  }
}

function visibilityIn(read: SettingsFields): Visibility | null {
  const visibility = read.text('visibility')
  if (visibility === null || visibility === 'public' || visibility === 'restricted') {
    return visibility
  }
  read.problem('visibility must be public or restricted')
  return null
}

const beside = (path: string, file: string): string => resolve(dirname(path), file)

function mappingTextOf(name: string, path: string): string {
  const file = SHIPPED.has(name)
    ? new URL(`mapping/${name}.json`, import.meta.url)
    : beside(path, name)
  return textOf(file, `mapping "${name}"`)
}

function textOf(path: string | URL, what: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new LdapUnusable(`Cannot read ${what}: no such file`, { cause })
  }
}

function parsed(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>
    }
  } catch (cause) {
    throw new LdapUnusable(`Cannot read settings "${path}": they are not JSON`, { cause })
  }
  throw new LdapUnusable(`Cannot read settings "${path}": they must be an object`)
}
