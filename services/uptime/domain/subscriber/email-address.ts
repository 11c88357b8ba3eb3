const LONGEST = 254
const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i
const LONGEST_LOCAL = 64

/**
 * Whether a text is an address that mail can be sent to: one address, without a name, a comment, or anything that could end a
 * header.
 *
 * @see RFC 5321, section 4.1.2: dot-string and domain
 */
export const isEmailAddress = (text: string): boolean =>
  text.length <= LONGEST && text.indexOf('@') <= LONGEST_LOCAL && ADDRESS.test(text)

/** The form in which two spellings of one address are the same: a domain does not tell capitals. */
export function sameAddress(text: string): string {
  const at = text.lastIndexOf('@')
  return text.slice(0, at) + text.slice(at).toLowerCase()
}
