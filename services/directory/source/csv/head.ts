import type { InputFile } from '../feed.ts'
import { decodedText } from './decoded-text.ts'

const HEAD_CHARACTERS = 64 * 1024

/** The beginning of a file, decoded: its first 64 Ki characters or all of it. */
export async function headOf(file: InputFile): Promise<string> {
  let head = ''
  for await (const text of decodedText(file)) {
    head += text
    if (head.length >= HEAD_CHARACTERS) break
  }
  return head.slice(0, HEAD_CHARACTERS)
}
