import type { Request } from 'express'

/**
 * Address of the server as the caller sees it, without a slash at the end.
 *
 * @param publicUrl as configured; null for the host that the request names
 */
export function baseUrl(request: Request, publicUrl: URL | null, path: string): string {
  const origin = publicUrl?.href ?? `${request.protocol}://${hostOf(request)}`
  return `${origin.replace(/\/+$/, '')}${path}`
}

// Whatever a stranger writes into the header comes back in links: nothing but a host and a port gets that far.
const hostOf = (request: Request): string => {
  const host = request.get('host') ?? ''
  return /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/.test(host)
    ? host
    : 'localhost'
}
