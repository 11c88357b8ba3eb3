/** Global Location Number (EAN lokationsnummer): 13 digits. Names a mailbox, not an organisation. */
export type Gln = string & { readonly __brand: 'Gln' }

/** @returns why the text is no GLN, without repeating it; null when it is one */
export function wrongGln(text: string): string | null {
  if (!/^\d{13}$/.test(text)) return 'a GLN has 13 digits'
  return glnDigit(text.slice(0, 12)) === Number(text[12])
    ? null
    : 'its check digit (mod 10) is wrong'
}

/** @throws {RangeError} when the shape or the check digit is wrong */
export function gln(text: string): Gln {
  const wrong = wrongGln(text)
  if (wrong) throw new RangeError(`Cannot read GLN "${text}": ${wrong}`)
  return text as Gln
}

/**
 * @param digits the first 12
 * @see GS1 General Specifications, check digit calculation: weights 1 and 3 from the left
 */
export function glnDigit(digits: string): number {
  let sum = 0
  for (let place = 0; place < 12; place++) {
    sum += (digits.charCodeAt(place) - 48) * (place % 2 === 0 ? 1 : 3)
  }
  return (10 - (sum % 10)) % 10
}

/** The one spelling of the identifier system that we emit. */
export const GLN_SYSTEM = 'http://www.gs1.org/gln'

const SPELLINGS: ReadonlySet<string> = new Set([
  GLN_SYSTEM,
  'https://www.gs1.org/gln',
  '//http://www.gs1.org/gln',
  'urn:oid:1.3.88',
])

/** Tells whether a FHIR identifier system means GLN, in any of the four spellings found in the field. */
export const isGlnSystem = (system: string | undefined): boolean =>
  system !== undefined && SPELLINGS.has(system)
