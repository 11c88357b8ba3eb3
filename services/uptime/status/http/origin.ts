import type { Request } from 'express'

const HOST = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/

/**
 * Address of the server as the reader sees it, without a slash at the end. Whatever a stranger writes into the header comes
 * back in links: nothing but a host and a port gets that far.
 */
export function originOf(request: Request, publicUrl: URL | null): string {
  const host = request.get('host') ?? ''
  const origin = publicUrl?.href ?? `${request.protocol}://${HOST.test(host) ? host : 'localhost'}`
  return origin.replace(/\/+$/, '')
}
