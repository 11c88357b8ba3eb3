import { danish } from './danish.ts'
import { english } from './english.ts'
import type { Language, Texts } from './texts.ts'

export const TEXTS: Readonly<Record<Language, Texts>> = { da: danish, en: english }

/**
 * The language of a page: the one that the address asks for, else the one that the reader likes better, else Danish.
 *
 * @param preferred what Express makes of `Accept-Language`
 */
export function languageOf(asked: string | null, preferred: string | false): Language {
  if (asked === 'da' || asked === 'en') return asked
  return preferred === 'en' ? 'en' : 'da'
}
