const BYTES = 32

/**
 * Reads a key of 256 bits.
 *
 * @param text base64, or 64 hexadecimal digits
 * @returns null where it is not 32 bytes in either spelling
 */
export function keyBytes(text: string): Buffer | null {
  const isHex = /^[0-9a-f]{64}$/i.test(text)
  const bytes = Buffer.from(text, isHex ? 'hex' : 'base64')
  return bytes.length === BYTES ? bytes : null
}
