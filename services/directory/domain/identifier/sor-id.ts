import { hasVerhoeffDigit } from './verhoeff.ts'

/** Identifier of a unit in SOR: digits, never reused. */
export type SorId = string & { readonly __brand: 'SorId' }

/** Sequence, SOR's namespace 1000016, partition 00, check digit; no leading zero. */
const SHAPE = /^[1-9]\d*100001600\d$/

/** @returns why the text is no SOR id, without repeating it; null when it is one */
export function wrongSorId(text: string): string | null {
  if (!/^\d{11,19}$/.test(text)) return 'a SOR id has 11 to 19 digits'
  if (!SHAPE.test(text)) return 'a SOR id ends in 1000016, 00 and a check digit'
  return hasVerhoeffDigit(text) ? null : 'its check digit (Verhoeff) is wrong'
}

/**
 * @throws {RangeError} when the shape or the check digit is wrong
 * @see SOR's identifier rules: a SNOMED CT identifier in namespace 1000016, partition 00
 */
export function sorId(text: string): SorId {
  const wrong = wrongSorId(text)
  if (wrong) throw new RangeError(`Cannot read SOR id "${text}": ${wrong}`)
  return text as SorId
}
