import {
  LdapRefused,
  LdapTimeout,
  LdapUnavailable,
  LdapUntrusted,
} from '../../../kit/ldap/errors.ts'
import { openLdap } from '../../../kit/ldap/open.ts'
import { readEntry } from '../../../kit/ldap/search.ts'
import { Secret } from '../../../kit/secret.ts'
import type { LdapProbe } from '../../domain/probe.ts'
import { checkLiteral, lookupFor } from './address.ts'
import { type Finding, found, ProbeFailure } from './finding.ts'
import { networkFailure } from './network-failure.ts'
import type { ProbeSurroundings } from './surroundings.ts'

/** Binds, and reads the entry at the base: a server that lets in and finds nothing is not well. */
export async function probeLdap(probe: LdapProbe, around: ProbeSurroundings): Promise<Finding> {
  const startedAt = performance.now()
  try {
    await checkHost(new URL(probe.url).hostname, around)
    await using link = await openLdap(serverOf(probe, around), around.signal)
    const entry = await readEntry(link, probe.base, { attributes: ['1.1'] })
    if (!entry) throw new ProbeFailure('LDAP_SEARCH', 'There is no entry at the base')
  } catch (error) {
    throw ldapFailure(error, around.signal)
  }
  return found({ latencyMs: performance.now() - startedAt })
}

function serverOf({ url, bindDn, ...probe }: LdapProbe, around: ProbeSurroundings) {
  const password = probe.passwordVariable === null ? '' : around.secretOf(probe.passwordVariable)
  if (password === null) {
    throw new ProbeFailure('LDAP_BIND', `Setting "${probe.passwordVariable}" is not set`)
  }
  return {
    url: new URL(url),
    startTls: false,
    ca: around.authorities.length > 0 ? around.authorities.join('\n') : null,
    bind: bindDn === null ? null : { dn: bindDn, password: new Secret(password) },
    timeoutMs: probe.timeoutMs,
  }
}

// The protocol's library looks names up by itself; that the name points outside is asked just before.
async function checkHost(host: string, around: ProbeSurroundings): Promise<void> {
  checkLiteral(host, around)
  await new Promise<void>((resolve, reject) => {
    lookupFor(around)(host, {}, (error) => (error ? reject(error) : resolve()))
  })
}

function ldapFailure(error: unknown, signal: AbortSignal): ProbeFailure {
  if (error instanceof LdapTimeout) return new ProbeFailure('TIMEOUT', error.message)
  if (error instanceof LdapUntrusted) return new ProbeFailure('TLS_CHAIN', error.message)
  if (error instanceof LdapUnavailable) return networkFailure(error.cause ?? error, signal)
  if (error instanceof LdapRefused) return new ProbeFailure('LDAP_BIND', error.message)
  return networkFailure(error, signal)
}
