import { createHash } from 'node:crypto'

/** The UUID of a name: the same at every start, so that a document is found under the number it was listed with. */
export function stableUuid(...name: readonly string[]): string {
  const hex = createHash('sha256').update(name.join('\n')).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`]
  return [...groups, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

/** The OID that stands for a UUID. */
export const oidOf = (uuid: string): string => `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`)}`
