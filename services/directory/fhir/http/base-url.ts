/** Where a request came in. */
export interface Asked {
  /** `http` or `https`. */
  readonly protocol: string
  /** The header as it came. */
  readonly host: string | undefined
}

/**
 * Address of the server as the caller sees it, without a slash at the end.
 *
 * @param publicUrl as configured; null for the host that the request names
 * @param path below it, such as `/fhir`
 */
export function baseUrl({ protocol, host }: Asked, publicUrl: URL | null, path: string): string {
  const origin = publicUrl?.href ?? `${protocol}://${hostOf(host)}`
  return `${origin.replace(/\/+$/, '')}${path}`
}

const HOST = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/

// Whatever a stranger writes into the header comes back in links: nothing but a host and a port gets that far.
const hostOf = (host: string | undefined): string =>
  host !== undefined && HOST.test(host) ? host : 'localhost'
