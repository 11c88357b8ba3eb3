// The day may be raised by 60: a replacement number. Modulus 11 is not guaranteed and therefore not checked.
const NUMBER = /^(0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(0[1-9]|1[0-2])\d{6}$/
const X_ECPR = /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[17][A-Z]{2}\d$/

/**
 * Reads a person number, with or without the hyphen before its last four characters.
 *
 * @returns 10 characters; null where it is neither a person number nor a replacement number of the X-eCPR form
 */
export function personNumberIn(text: string): string | null {
  const bare = text.replace(/^([\dA-Z]{6})-([\dA-Z]{4})$/, '$1$2')
  return NUMBER.test(bare) || X_ECPR.test(bare) ? bare : null
}
