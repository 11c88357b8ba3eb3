/**
 * How many typing errors are forgiven in a word: none up to 3 letters, one up to 7, two from 8 on. A word with a digit in it
 * is a number or a name such as B12, and must be right.
 */
export function forgivenErrors(word: string): 0 | 1 | 2 {
  if (word.length < 4 || /\d/.test(word)) return 0
  return word.length < 8 ? 1 : 2
}

/**
 * Counts the typing errors between two words: a letter too many, too few, wrong, or two neighbours exchanged, each one error.
 *
 * @param most from where on the count no longer matters
 * @returns at most `most + 1`
 * @see optimal string alignment distance
 */
export function typingErrors(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let twoBefore: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_none, place) => place)
  for (let row = 1; row <= a.length; row++) {
    const now = [row]
    let least = row
    for (let column = 1; column <= b.length; column++) {
      const errors = errorsAt({ a, b, row, column, before, now, twoBefore })
      now.push(errors)
      least = Math.min(least, errors)
    }
    if (least > most) return most + 1
    twoBefore = before
    before = now
  }
  return Math.min(before[b.length] ?? 0, most + 1)
}

function errorsAt(at: {
  readonly a: string
  readonly b: string
  readonly row: number
  readonly column: number
  readonly before: readonly number[]
  readonly now: readonly number[]
  readonly twoBefore: readonly number[]
}): number {
  const { a, b, row, column, before, now, twoBefore } = at
  const isSame = a[row - 1] === b[column - 1]
  const errors = Math.min(
    (before[column] ?? 0) + 1,
    (now[column - 1] ?? 0) + 1,
    (before[column - 1] ?? 0) + (isSame ? 0 : 1),
  )
  const isExchange = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
  return row > 1 && column > 1 && isExchange
    ? Math.min(errors, (twoBefore[column - 2] ?? 0) + 1)
    : errors
}
