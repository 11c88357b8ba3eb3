import type { SpelledWord } from '../../domain/search/spelled-words.ts'
import { TERM_MARKS, termOf } from './terms.ts'

/** Conditions on the terms of an entry, as text of a tsquery: from the strictest to the one that all hits meet. */
export interface FitConditions {
  /** Null where none can meet it. */
  readonly words: string | null
  /** Null where every hit meets it. */
  readonly beginnings: string | null
  readonly errors: string
}

/** @param units SOR ids of the units that each word names as a number of another register */
export function fitConditions(
  spelled: readonly SpelledWord[],
  units: readonly (readonly string[])[],
): FitConditions {
  const words = spelled.map((word, place) => [
    ...word.words.map(quoted),
    ...word.postCodes.map((code) => quoted(termOf('postCode', code))),
    ...[...word.sorIds, ...(units[place] ?? [])].map((id) => quoted(termOf('sorId', id))),
  ])
  const beginnings = spelled.map((word, place) => [...(words[place] ?? []), ...loose(word)])
  const errors = spelled.map((word, place) => [
    ...(beginnings[place] ?? []),
    ...word.similar.map(quoted),
  ])
  const isMisspelled = spelled.some(({ similar }) => similar.length > 0)
  return {
    words: words.some((terms) => terms.length === 0) ? null : allOf(words),
    beginnings: isMisspelled ? allOf(beginnings) : null,
    errors: allOf(errors),
  }
}

/** Every list must be met by one of its terms. */
export const allOf = (lists: readonly (readonly string[])[]): string =>
  lists.map((terms) => `(${terms.length === 0 ? NOTHING : terms.join(' | ')})`).join(' & ')

/** A term as a tsquery holds it. */
export const quoted = (term: string): string => `'${term.replace(/['\\]/g, '$&$&')}'`

// No entry holds it: a mark alone.
const NOTHING = quoted(TERM_MARKS.sorId)

const loose = (word: SpelledWord): readonly string[] => [
  ...word.beginnings.map((all) => `(${all.map((one) => `${quoted(one)}:*`).join(' & ')})`),
  ...word.beginnings
    .filter(({ length }) => length === 1)
    .map(([only = '']) => `${quoted(termOf('head', only))}:*`),
  ...word.initials.map((initials) => quoted(termOf('initials', initials))),
  ...word.alike.map((all) => `(${all.map(quoted).join(' & ')})`),
]
