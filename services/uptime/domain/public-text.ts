import type { BothLanguages } from './catalogue.ts'

// Ten digits in a row, or six and four as people write them.
const MAY_BE_PERSON_NUMBER = /(?<!\d)\d{6}[-\s\u2010-\u2015]?\d{4}(?!\d)/
// Line ends and tabs are text.
const CONTROL = /[^\P{Cc}\t\n\r]/u

/**
 * Tells what is wrong with a text that everybody will read.
 *
 * @param most characters that each language may have
 * @returns the state to end a message with, without the text; null where nothing is
 */
export function wrongText({ da, en }: BothLanguages, most: number): string | null {
  for (const [name, text] of [
    ['da', da],
    ['en', en],
  ] as const) {
    if (text.trim() === '') return `"${name}" is empty`
    if (text.length > most) return `"${name}" has more than ${most} characters`
    if (CONTROL.test(text)) return `"${name}" holds control characters`
    if (MAY_BE_PERSON_NUMBER.test(text)) return `"${name}" holds what may be a person number`
  }
  return null
}
