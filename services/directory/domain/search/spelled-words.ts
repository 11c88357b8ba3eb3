import { ABBREVIATIONS, WRITTEN_SHORT } from '../vocabulary/abbreviations.ts'
import { askedNumber } from './asked-numbers.ts'
import { type AskedWord, askedWords } from './asked-words.ts'
import { forgivenErrors } from './typing-errors.ts'
import type { WordList } from './word-list.ts'

/** What a word of a search may be found by, the surest first. An inner list is words that must all be there. */
export interface SpelledWord {
  /** Itself, where any name has it. */
  readonly words: readonly string[]
  /** Of words of a name. */
  readonly beginnings: readonly (readonly string[])[]
  /** Initials of the words of a name. */
  readonly initials: readonly string[]
  /** Whole words that say the same: abbreviations of it, and the words that were written as one. */
  readonly alike: readonly (readonly string[])[]
  /** Words that it may be with typing errors. */
  readonly similar: readonly string[]
  readonly sorIds: readonly string[]
  readonly postCodes: readonly string[]
}

/** Says what the words of a search may be found by. */
export const spelledWords = (text: string, list: WordList): readonly SpelledWord[] => {
  const words = askedWords(text)
  return words.map((asked, place) => spelled(asked, [words[place - 1], words[place + 1]], list))
}

function spelled(
  { word, isCut }: AskedWord,
  [before, after]: readonly [AskedWord | undefined, AskedWord | undefined],
  list: WordList,
): SpelledWord {
  const { sorId, postCode } = askedNumber(word)
  const joined = [before && before.word + word, after && word + after.word]
  return {
    words: isCut || !list.has(word) ? [] : [word],
    beginnings: [
      ...(isCut || word.length > 1 ? [[word]] : []),
      ...(ABBREVIATIONS.get(word) ?? []),
      ...joined.flatMap((both) => (both ? [[both]] : [])),
    ],
    initials: /^[a-z]{3,6}$/.test(word) && !isCut ? [word] : [],
    alike: [...writtenShort(word), ...(isCut ? [] : parted(word, list))],
    similar: isCut ? [] : list.similarTo(word).filter((other) => !other.startsWith(word)),
    sorIds: sorId === null ? [] : [sorId],
    postCodes: postCode === null ? [] : [postCode],
  }
}

/** `sankt` may be written `skt`, and `skt` also `sct`. */
function writtenShort(word: string): readonly (readonly string[])[] {
  const meanings = (ABBREVIATIONS.get(word) ?? []).filter(({ length }) => length === 1)
  return [[word], ...meanings]
    .flat()
    .flatMap((full) => (WRITTEN_SHORT.get(full) ?? []).map((short) => [short]))
}

const SHORTEST_PART = 3

/** `børneungdom` may be `børne ungdom`, where names have both words. */
function parted(word: string, list: WordList): readonly (readonly string[])[] {
  const parts: (readonly string[])[] = []
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const both = [word.slice(0, at), word.slice(at)]
    if (forgivenErrors(word) > 0 && both.every((part) => list.has(part))) parts.push(both)
  }
  return parts
}
