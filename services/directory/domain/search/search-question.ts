import type { Unit } from '../unit/unit.ts'
import { askedWords } from './asked-words.ts'
import { foldText } from './fold.ts'
import type { OrganisationFilter } from './organisation-filter.ts'

/** What is looked for: organisations that a text names, of those that a filter wants. */
export interface SearchQuestion {
  /** As it was written; null or blank for no text. */
  readonly text: string | null
  readonly filter: OrganisationFilter
}

/** How well a text fits an organisation, best first. */
export const FIT = {
  /** The text is its name, spelled alike or not. */
  name: 0,
  /** Every word is a word of its name, or a number of its. */
  words: 1,
  /** Every word at least begins one of its name, or abbreviates it. */
  beginnings: 2,
  /** Some word has typing errors. */
  errors: 3,
} as const

/** One of {@link FIT}. */
export type Fit = (typeof FIT)[keyof typeof FIT]

/**
 * Where an organisation stands in the order of an answer: by fit, those in force before closed ones, owners before institutions
 * before units, shorter names first, then by folded name and SOR id, letter by letter.
 */
export interface SearchPosition {
  readonly fit: Fit
  /** 0 in force, 1 closed. */
  readonly status: number
  /** 0 owner, 1 institution, 2 unit. */
  readonly level: number
  /** Folded. */
  readonly name: string
  readonly sorId: string
}

/** Which part of an answer is wanted. */
export interface SearchPart {
  /** At most this many, 1 to 1000. */
  readonly first: number
  /** What stands behind this position; null for the first part. */
  readonly after: SearchPosition | null
  /** How many there are in all, where it is known already. */
  readonly total: number | null
}

/** A part of an answer. */
export interface SearchAnswer {
  readonly hits: readonly SearchPosition[]
  readonly hasMore: boolean
  /** How many there are in all. */
  readonly total: number
}

/** A part of an answer, with what the organisations are. */
export interface SearchResult {
  readonly found: readonly { readonly position: SearchPosition; readonly unit: Unit }[]
  readonly hasMore: boolean
  /** How many there are in all. */
  readonly total: number
}

const MOST_CHARACTERS = 200
const MOST_WORDS = 12

/**
 * @returns null where there is nothing to search by
 * @throws {RangeError} where it is longer than 200 characters, has more than 12 words, or neither letter nor digit
 */
export function searchText(text: string | null | undefined): string | null {
  const written = text?.trim() ?? ''
  if (written === '') return null
  const cannot = `Cannot search by text "${written.slice(0, 50)}"`
  if (written.length > MOST_CHARACTERS) {
    throw new RangeError(`${cannot}: it must have at most ${MOST_CHARACTERS} characters`)
  }
  if (foldText(written) === '') throw new RangeError(`${cannot}: it has neither letter nor digit`)
  if (askedWords(written).length > MOST_WORDS) {
    throw new RangeError(`${cannot}: it must have at most ${MOST_WORDS} words`)
  }
  return written
}
