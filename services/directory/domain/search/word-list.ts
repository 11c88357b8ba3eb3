import { forgivenErrors, typingErrors } from './typing-errors.ts'

/** The words that names in the register are made of. */
export interface WordList {
  has(word: string): boolean
  /** @returns the words that somebody may have meant who made typing errors; `word` itself is not among them */
  similarTo(word: string): readonly string[]
}

/** A list that words are added to. */
export interface GrowingWordList extends WordList {
  add(words: Iterable<string>): void
}

interface Entry {
  readonly word: string
  readonly letters: number
}

/**
 * Makes an empty list. Tens of thousands of words are looked through in about a millisecond: which letters a word has says at
 * once of most that they differ by too much.
 */
export function wordList(): GrowingWordList {
  const all = new Set<string>()
  const byLength = new Map<number, Entry[]>()
  const add = (word: string): void => {
    if (all.has(word)) return
    all.add(word)
    // No word with a digit is ever meant by another.
    if (forgivenErrors(word.padEnd(4)) === 0) return
    const alike = byLength.get(word.length)
    if (alike) alike.push({ word, letters: lettersOf(word) })
    else byLength.set(word.length, [{ word, letters: lettersOf(word) }])
  }
  return {
    has: (word) => all.has(word),
    add: (words) => {
      for (const word of words) add(word)
    },
    similarTo: (word) => {
      const most = forgivenErrors(word)
      if (most === 0) return []
      const letters = lettersOf(word)
      const found: string[] = []
      for (let length = word.length - most; length <= word.length + most; length++) {
        for (const other of byLength.get(length) ?? []) {
          if (differing(letters, other.letters) > 2 * most || other.word === word) continue
          if (typingErrors(word, other.word, most) <= most) found.push(other.word)
        }
      }
      return found
    },
  }
}

/** One bit for each letter that the word has. */
function lettersOf(word: string): number {
  let letters = 0
  for (let place = 0; place < word.length; place++) letters |= 1 << (word.charCodeAt(place) - 97)
  return letters
}

function differing(a: number, b: number): number {
  let bits = a ^ b
  let count = 0
  for (; bits !== 0; count++) bits &= bits - 1
  return count
}
