import { LdapLink } from './link.ts'
import type { LdapServer } from './server.ts'

/**
 * Opens a connection, with TLS and a bind as the server's settings say.
 *
 * @throws {LdapUnavailable | LdapTimeout | LdapUntrusted | LdapRefused} as the server answers; nothing stays open
 */
export async function openLdap(server: LdapServer, signal?: AbortSignal): Promise<LdapLink> {
  const link = new LdapLink(server)
  try {
    await link.open(signal)
    return link
  } catch (error) {
    await link[Symbol.asyncDispose]()
    throw error
  }
}
