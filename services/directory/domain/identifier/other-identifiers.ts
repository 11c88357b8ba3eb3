/** Provider number (ydernummer): text, its leading zeros matter; can be shared, inherited and handed over. */
export type Ydernummer = string & { readonly __brand: 'Ydernummer' }

/** Hospital classification code (SHAK): 4, 6 or 7 characters. */
export type ShakCode = string & { readonly __brand: 'ShakCode' }

/** Company number (CVR): 8 digits. */
export type Cvr = string & { readonly __brand: 'Cvr' }

/**
 * @throws {RangeError} unless it has 6 characters, or 8 beginning with 99 (a duplicate marked by the register's owner)
 */
export const ydernummer = (text: string): Ydernummer =>
  checked(/^([0-9A-Z]{6}|99[0-9A-Z]{6})$/i, text, 'ydernummer', '6 characters') as Ydernummer

/** @throws {RangeError} unless it has 4, 6 or 7 characters */
export const shakCode = (text: string): ShakCode =>
  checked(
    /^[0-9A-ZÆØÅ]{4}([0-9A-ZÆØÅ]{2,3})?$/i,
    text,
    'SHAK code',
    '4, 6 or 7 characters',
  ) as ShakCode

/** @throws {RangeError} unless it has 8 digits; its check digit is the company register's business */
export const cvr = (text: string): Cvr => checked(/^\d{8}$/, text, 'CVR number', '8 digits') as Cvr

function checked(shape: RegExp, text: string, name: string, rule: string): string {
  if (!shape.test(text)) throw new RangeError(`Cannot read ${name} "${text}": must have ${rule}`)
  return text
}
