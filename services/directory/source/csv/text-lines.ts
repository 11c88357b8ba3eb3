import { ImportRefused } from '../../errors/importing.ts'
import type { InputFile } from '../feed.ts'
import { decodedText } from './decoded-text.ts'

/** Longest line or record that is read, in characters. */
export const MAX_LINE_CHARACTERS = 1024 * 1024

// What is made of a batch lives as long as the batch: a small one is gone before the garbage collector has to move it.
const BATCH_LINES = 50

/** One line without its line end. */
export interface TextLine {
  /** Counted from 1. */
  readonly line: number
  readonly text: string
}

/** What is known of a text once it has been read to its end. */
export interface TextEnd {
  endsWithLineEnd: boolean
}

/**
 * The lines of a file, in batches as they come from the disk; LF and CR LF alike.
 *
 * @param end is told how the text ends, before the last batch
 * @throws {ImportRefused} `TOO_LONG` beyond {@link MAX_LINE_CHARACTERS}, and what {@link decodedText} throws
 */
export async function* textLines(
  file: InputFile,
  end: TextEnd = { endsWithLineEnd: false },
): AsyncGenerator<readonly TextLine[]> {
  let line = 0
  let rest = ''
  for await (const text of decodedText(file)) {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    if (rest.length > MAX_LINE_CHARACTERS || parts.some(isTooLong)) throw tooLong(file, line)
    for (let from = 0; from < parts.length; from += BATCH_LINES) {
      const batch = parts.slice(from, from + BATCH_LINES)
      yield batch.map((part) => ({ line: ++line, text: withoutReturn(part) }))
    }
  }
  end.endsWithLineEnd = rest === ''
  if (rest !== '') yield [{ line: line + 1, text: withoutReturn(rest) }]
}

const isTooLong = (text: string) => text.length > MAX_LINE_CHARACTERS

const withoutReturn = (text: string) => (text.endsWith('\r') ? text.slice(0, -1) : text)

function tooLong(file: InputFile, line: number): ImportRefused {
  const place = `after line ${line} comes one of more than ${MAX_LINE_CHARACTERS} characters`
  return new ImportRefused('TOO_LONG', `Cannot read file "${file.name}": ${place}`)
}
