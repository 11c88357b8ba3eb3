import type { Secret } from '../secret.ts'

/** An LDAP server, and who we are there. */
export interface LdapServer {
  /** `ldap:` or `ldaps:`, with host and port. */
  readonly url: URL
  /** Begin TLS on a connection that was opened without; never given up when the server does not want to. */
  readonly startTls: boolean
  /** Certificates that vouch for the server, PEM; null for those that Node trusts. */
  readonly ca: string | null
  /** Null for nobody in particular. */
  readonly bind: { readonly dn: string; readonly password: Secret } | null
  /** A call that takes longer has failed, and its connection is closed. */
  readonly timeoutMs: number
}

/** Where the URL leads, without brackets around an IPv6 address. */
export const hostOf = ({ url }: LdapServer): string => url.hostname.replace(/^\[(.*)\]$/, '$1')

/** Whether what goes over the wire can be read on the way. */
export const isPlain = ({ url, startTls }: Pick<LdapServer, 'url' | 'startTls'>): boolean =>
  url.protocol === 'ldap:' && !startTls && !LOOPBACK.test(url.hostname)

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/
