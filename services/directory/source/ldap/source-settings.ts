import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isPlain } from '../../../kit/ldap/server.ts'
import type { Secret } from '../../../kit/secret.ts'
import { LdapUnusable } from '../../errors/ldap.ts'
import type { Visibility } from '../../store/tables.ts'
import { mappingFrom } from './mapping/mapping.ts'
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
  const said = parsed(textOf(path, `settings "${path}"`), path)
  const problems = Object.keys(said)
    .filter((name) => !KNOWN.includes(name))
    .map((name) => `${name} is unknown`)
  const text = (name: string, fallback: string | null = null): string | null => {
    const value = said[name] ?? fallback
    if (value === null || typeof value === 'string') return value
    problems.push(`${name} must be a text`)
    return null
  }
  const number = (name: string, fallback: number, max: number): number => {
    const value = said[name] ?? fallback
    if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max) return Number(value)
    problems.push(`${name} must be an integer in 1..${max}`)
    return fallback
  }
  const flag = (name: string, fallback: boolean): boolean => {
    const value = said[name] ?? fallback
    if (typeof value !== 'boolean') problems.push(`${name} must be true or false`)
    return value === true
  }
  const url = URL.parse(text('url') ?? '')
  const [base, dn, caFile] = [text('base'), text('bindDn'), text('caFile')]
  const [source, visibility] = [text('source', 'ldap') ?? '', text('visibility')]
  const settings = {
    startTls: flag('startTls', false),
    changesOnly: flag('changesOnly', true),
    timeoutMs: number('timeoutMs', 30_000, 600_000),
    pageSize: number('pageSize', 500, 10_000),
  }
  if (!url || !['ldap:', 'ldaps:'].includes(url.protocol))
    problems.push('url must be ldap: or ldaps:')
  if (base === null) problems.push('base must name an entry')
  if (!/^[a-z0-9][a-z0-9-]{0,49}$/.test(source))
    problems.push('source must be of a to z, digits and hyphens')
  if (visibility !== null && visibility !== 'public' && visibility !== 'restricted') {
    problems.push('visibility must be public or restricted')
  }
  if ((dn === null) !== (password === null)) {
    problems.push('bindDn and LDAP_IMPORT_PASSWORD must be given together')
  }
  if (url && password && isPlain({ url, startTls: settings.startTls })) {
    problems.push('url must be ldaps:, or startTls true: a password is sent')
  }
  if (problems.length > 0 || url === null || base === null) {
    throw new LdapUnusable(`Cannot read settings "${path}": ${problems.join('; ')}`)
  }
  const mappingText = mappingTextOf(text('mapping', 'ihe-hpd') ?? '', path)
  const { startTls, timeoutMs, changesOnly, pageSize } = settings
  return {
    ...{ source, base, pageSize, changesOnly, mappingText },
    mapping: mappingFrom(mappingText, String(said.mapping ?? 'ihe-hpd')),
    visibility: visibility === 'public' || visibility === 'restricted' ? visibility : null,
    server: {
      ...{ url, startTls, timeoutMs },
      ca: caFile === null ? null : textOf(beside(path, caFile), `certificates "${caFile}"`),
      bind: dn === null || password === null ? null : { dn, password },
    },
  }
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
