import { foldText } from './fold.ts'

/** One word of a search. */
export interface AskedWord {
  /** Folded. */
  readonly word: string
  /** Written with a dot at its end: the beginning of a word, and never the whole of one. */
  readonly isCut: boolean
}

/** Words that hold names together; a search that has others does without them. */
const JOINING: ReadonlySet<string> = new Set([
  'og',
  'i',
  'for',
  'ved',
  'paa',
  'af',
  'til',
  'v',
  'samt',
  'the',
  'and',
  'of',
])

/**
 * Reads the words of a search. `Rigshosp.` is the beginning of a word, `O.U.H.` is one word, and `univ.hosp.` are two.
 *
 * @returns none where the text has no letter and no digit
 */
export function askedWords(text: string): readonly AskedWord[] {
  const words = text.split(/[^\p{L}\p{M}\p{N}.'’´`]+/u).flatMap(wordsOf)
  const telling = words.filter(({ word }) => !JOINING.has(word))
  const kept = telling.length > 0 ? telling : words
  return [
    ...new Map(kept.map((asked) => [`${asked.word}${asked.isCut ? '.' : ''}`, asked])).values(),
  ]
}

const INITIALS = /^(\p{L}\.){2,}\p{L}?\.?$/u

function wordsOf(piece: string): readonly AskedWord[] {
  if (INITIALS.test(piece)) return [{ word: foldText(piece.replaceAll('.', '')), isCut: false }]
  return [...piece.matchAll(/([^.]+)(\.?)/g)].flatMap(([, part = '', dot = '']) => {
    const isCut = dot !== '' && !/^\d+$/.test(part)
    return foldText(part)
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => ({ word, isCut }))
  })
}
