import { lookup as systemLookup } from 'node:dns'
import { type BlockList, isIP, type LookupFunction } from 'node:net'
import { KnownError } from '../errors.ts'
import { isInsideAddress } from './inside-address.ts'

/** What a call to an address that came from outside may reach beside the public internet. */
export interface AllowedInside {
  /** `host` or `host:port`, in lower case; reached over plain HTTP too, whatever it resolves to. */
  readonly hosts: ReadonlySet<string>
  readonly networks: BlockList
}

/** A name resolves to an address that points inside. */
export class AddressInside extends KnownError {
  readonly code = 'ADDRESS_INSIDE'
  readonly kind = 'denied'

  constructor(host: string) {
    super(`Cannot call host "${host}": it points inside`)
  }
}

// Below these stand services that do not speak HTTP; what is sent to them could be read as something else.
const FIRST_FREE_PORT = 1024

/**
 * Tells what is wrong with an address that came from outside, as far as can be seen without resolving its name.
 *
 * @returns the state to end a message with, without path and query; null where nothing is wrong
 */
export function wrongTarget(url: URL, allowed: AllowedInside): string | null {
  const isAllowed = isAllowedHost(url, allowed)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed)) {
    return 'it must begin with https:'
  }
  if (url.username !== '' || url.password !== '') return 'it must not hold a name or a password'
  if (isAllowed) return null
  if (url.port !== '' && Number(url.port) < FIRST_FREE_PORT) {
    return `port "${url.port}" is none that webhooks are sent to`
  }
  const host = bareHost(url)
  return isIP(host) !== 0 && isInsideAddress(host, allowed.networks)
    ? `"${host}" points inside`
    : null
}

/** Whether the host stands in the list, or is itself an address in an allowed network. */
export function isAllowedHost(url: URL, { hosts, networks }: AllowedInside): boolean {
  if (hosts.has(url.hostname) || hosts.has(`${url.hostname}:${portOf(url)}`)) return true
  const host = bareHost(url)
  const family = isIP(host)
  return family !== 0 && networks.check(host, family === 4 ? 'ipv4' : 'ipv6')
}

const portOf = ({ port, protocol }: URL): string => port || (protocol === 'https:' ? '443' : '80')

const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/**
 * A resolver for connections to hosts that came from outside. A connection is made to the very address that was looked at, so
 * a name that resolves to another one a moment later gains nothing.
 *
 * @param lookup resolves names; the system's own where it is left out
 * @returns to be given to `http.request`; fails with {@link AddressInside} where any address of the name points inside
 */
export const guardedLookup =
  (networks: BlockList, lookup: LookupFunction = systemLookup): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : []
      const [first] = addresses
      if (error || !first) return callback(error ?? notFound(hostname), [])
      if (addresses.some(({ address }) => isInsideAddress(address, networks))) {
        return callback(new AddressInside(hostname), [])
      }
      if (options.all) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }

const notFound = (hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`Cannot resolve "${hostname}"`), { code: 'ENOTFOUND' })
