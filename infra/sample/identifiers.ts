import { glnDigit } from '../../services/directory/domain/identifier/gln.ts'
import { verhoeffDigit } from '../../services/directory/domain/identifier/verhoeff.ts'

/** Sequence that the sample's SOR ids start at: far beyond those that the real register issues. */
const FIRST_SEQUENCE = 900_000_000

/** GS1 prefix that no company holds here; real health GLNs start with 579000. */
const GLN_PREFIX = '952'

/** @param sequence any positive whole number */
export function sorIdOf(sequence: number): string {
  const digits = `${sequence}100001600`
  return digits + verhoeffDigit(digits)
}

/** @param number place in the sample, from 1 */
export const sampleSorId = (number: number): string => sorIdOf(FIRST_SEQUENCE + number)

/** @param prefix 3 to 6 digits; `number` fills up to 12 */
export function glnOf(prefix: string, number: number): string {
  const digits = prefix + String(number).padStart(12 - prefix.length, '0')
  return digits + glnDigit(digits)
}

/** @param number place in the sample, from 1 */
export const sampleGln = (number: number): string => glnOf(GLN_PREFIX, number)

const CVR_WEIGHTS = [2, 7, 6, 5, 4, 3, 2] as const

/**
 * A company number of the right shape that is nobody's: real ones do not start with 00.
 *
 * @param number from 1; those whose check digit would be 10 are passed over
 */
export function sampleCvr(number: number): string {
  for (let candidate = 9000 + number * 2; ; candidate++) {
    const digits = String(candidate).padStart(7, '0')
    const sum = CVR_WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
    const check = (11 - (sum % 11)) % 11
    if (check < 10) return digits + check
  }
}
