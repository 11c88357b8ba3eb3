/** Names that RFC 2606 keeps for examples: nobody can be reached there. */
const RESERVED = /(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$/

/** @returns the address; null when it stands on a reserved host, where it is only a placeholder */
export function realAddress(address: string | null): string | null {
  if (address === null) return null
  const host = URL.canParse(address) ? new URL(address).hostname.toLowerCase() : ''
  return RESERVED.test(host) ? null : address
}
