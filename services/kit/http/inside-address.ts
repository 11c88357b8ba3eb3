import { BlockList, isIP, isIPv6 } from 'node:net'

/**
 * Blocks of addresses that are no part of the public internet: what answers there is this machine, its own network, or
 * nobody at all.
 *
 * @see RFC 6890 and IANA's two special-purpose address registries
 */
const BLOCKS: readonly string[] = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // Public by its number, and what answers it is the machine's own cloud.
  '168.63.129.16/32',
  ...[
    '::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
  ],
  ...['5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
]

/** Prefixes behind which the last 32 bits are an IPv4 address. */
const MAPPED = ['::ffff:0:0/96', '64:ff9b::/96']

/**
 * @param networks in CIDR notation
 * @throws {RangeError} naming the one that is none
 */
export function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(network) ?? []
    const family = familyOf(address)
    if (family === null || Number(bits) > (family === 'ipv4' ? 32 : 128)) {
      throw new RangeError(`Cannot read network "${network}": not an address with a prefix length`)
    }
    list.addSubnet(address, Number(bits), family)
  }
  return list
}

const inside = networkList(BLOCKS)
const mapped = networkList(MAPPED)

/**
 * Tells whether an address points inside: loopback, private, link-local, shared, multicast, reserved, cloud metadata.
 *
 * @param address IPv4 in four decimal parts, or IPv6; what is neither counts as inside
 * @param allowed addresses that may be used all the same
 */
export function isInsideAddress(address: string, allowed: BlockList = NONE): boolean {
  const plain = plainAddress(address)
  const family = familyOf(plain)
  if (family === null) return true
  return !allowed.check(plain, family) && inside.check(plain, family)
}

const NONE = new BlockList()

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address)
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6'
}

/** Without a zone; an IPv4 address that stands in an IPv6 one comes out. */
function plainAddress(address: string): string {
  const [plain = ''] = address.split('%')
  if (!isIPv6(plain) || !mapped.check(plain, 'ipv6')) return plain
  const [high = 0, low = 0] = lastGroups(plain)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

// The URL parser writes any IPv6 address in one way, its last part as groups too.
function lastGroups(address: string): readonly number[] {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const groups = written.endsWith('::') ? [0, 0] : written.replace('::', ':0:').split(':').slice(-2)
  return groups.map((group) => Number.parseInt(`0${group}`, 16))
}
